"""200 generated programs: the same ones each time. ``sh conformance/generate.sh --count 2000`` makes more."""
import generate


def test_generated_programs_mean_the_same_or_a_finding_says_what_stays(capsys) -> None:  # type: ignore[no-untyped-def]
    assert generate.run(200, 1, show=False, smallest=False) == 0, capsys.readouterr().out


def test_a_program_that_goes_wrong_becomes_small(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """Here what goes wrong is that a setting is there: no program has to be run for it."""
    import judge

    files, _ = next((files, features) for files, features in (generate.make(1, n) for n in range(100)) if "run_max_try=" in files.get("main.py", "") and len(files) == 1)

    def judged(programs: dict[str, dict[str, str]], workers: int = 2) -> dict[str, judge.Verdict]:
        return {name: judge.Verdict("differs" if "ParallelRunConfig(" in p["main.py"] and "run_max_try=" in p["main.py"] else "same", "real", ["step: retries: v1 3, v2 4"]) for name, p in programs.items()}

    monkeypatch.setattr(judge, "judge", judged)
    small = generate.minimise(files, judge.Verdict("differs", "real", ["step: retries: v1 3, v2 4"]))["main.py"]
    lines = [line for line in small.split("\n") if line.strip()]
    assert "run_max_try=" in small and len(lines) <= 3, small
