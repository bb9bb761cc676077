"""Runs commands in turn and says what each took: {"rounds": n, "commands": {name: {"argv", "cwd"}}} in, {name: [{"wall", "cpu", "peak", "exit"}]} out.

Node can't tell the processor time and the peak memory of a process that it started; wait4 can, its children included.
Seconds and bytes.
"""
import json
import os
import sys
import time

asked = json.load(sys.stdin)
nothing = os.open(os.devnull, os.O_RDWR)
taken = {name: [] for name in asked["commands"]}
for _ in range(asked["rounds"]):
    for name, command in asked["commands"].items():
        os.chdir(command["cwd"])
        files = [(os.POSIX_SPAWN_DUP2, nothing, stream) for stream in (0, 1, 2)]
        start = time.perf_counter()
        child = os.posix_spawnp(command["argv"][0], command["argv"], os.environ, file_actions=files)
        _, status, used = os.wait4(child, 0)
        wall = time.perf_counter() - start
        # Linux counts the peak in KiB, macOS in bytes.
        peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        taken[name].append({"wall": wall, "cpu": used.ru_utime + used.ru_stime, "peak": peak, "exit": os.waitstatus_to_exitcode(status)})
json.dump(taken, sys.stdout)
