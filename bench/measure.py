"""Runs one command and prints what it cost as JSON: CPU and wall time in seconds, peak RSS in KiB, exit status.

Node has no wait4(2). The processes that a command leaves behind count as well: on Linux this one adopts and awaits them,
or the work of a helper such as esbuild's service would cost nothing. Elsewhere only awaited children are counted.
"""

import ctypes
import json
import os
import resource
import subprocess
import sys
import time

PR_SET_CHILD_SUBREAPER = 36

if sys.platform == "linux":
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)

log = open(sys.argv[1], "wb")
# What started this interpreter may have had children of its own, and these count here.
before = resource.getrusage(resource.RUSAGE_CHILDREN)
began = time.perf_counter()
status = subprocess.Popen(sys.argv[2:], stdin=subprocess.DEVNULL, stdout=log, stderr=log).wait()
wall = time.perf_counter() - began

try:
    while True:
        os.wait()
except ChildProcessError:
    pass

usage = resource.getrusage(resource.RUSAGE_CHILDREN)
# macOS counts bytes, Linux KiB.
unit = 1024 if sys.platform == "darwin" else 1
print(
    json.dumps(
        {
            "status": status,
            "cpu": usage.ru_utime + usage.ru_stime - before.ru_utime - before.ru_stime,
            "wall": wall,
            "rss": usage.ru_maxrss // unit,
        }
    )
)
