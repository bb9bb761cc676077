"""Makes a virtual environment in a folder: ``python make_venv.py FOLDER REQUIREMENTS``. Run by the Python that it is to have.

One process makes it and the others wait: the kernel takes the lock back when its process ends, in whatever way (pip holds it too). The environment can't be made elsewhere and
moved, for its scripts hold its path. ``installed.txt`` is written last, so an environment that is not whole is made again.
"""
import fcntl
import shutil
import subprocess
import sys
import venv
from pathlib import Path


def main(folder: Path, requirements: Path) -> None:
    installed = folder / "installed.txt"
    wanted = requirements.read_bytes()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with open(folder.with_name(f"{folder.name}.lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if installed.exists() and installed.read_bytes() == wanted:
            return  # made while this process waited
        # What is gone first is what says that the environment is whole.
        installed.unlink(missing_ok=True)
        venv.create(folder, clear=True, symlinks=True, with_pip=True)
        subprocess.run([folder / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements], check=True, pass_fds=[lock.fileno()])
        partial = folder / "installed.part"
        shutil.copy(requirements, partial)
        partial.rename(installed)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
