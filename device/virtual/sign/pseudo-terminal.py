# A serial adapter that is not there: a pseudo-terminal under the name given, raw, until this program ends. It says "ready" on standard
# error; then what is written to it comes out of standard output, and standard input goes up the line. Its own end stays open here, so that
# a device may come and go.
import os
import pty
import select
import signal
import sys
import tty

signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
master, device = pty.openpty()
tty.setraw(device)
name = sys.argv[1]
if os.path.islink(name):
    os.unlink(name)
os.symlink(os.ttyname(device), name)
print("ready", file=sys.stderr, flush=True)
try:
    while True:
        for ready in select.select([master, 0], [], [])[0]:
            data = os.read(ready, 4096)
            if not data:
                sys.exit(0)
            os.write(1 if ready == master else master, data)
finally:
    os.unlink(name)
