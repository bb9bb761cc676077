"""Sixty generated programs: the same ones each time. ``sh conformance/generate.sh --count 2000`` makes more."""
import generate


def test_generated_programs_mean_the_same_or_a_finding_says_what_stays(capsys) -> None:  # type: ignore[no-untyped-def]
    assert generate.run(60, 1, show=False, smallest=False) == 0, capsys.readouterr().out
