"""What systemd does with the words of a unit: a datagram socket, and a watchdog that counts from READY=1 on. Prints each word, and each timeout.

Usage: systemd-watchdog.py SOCKET SECONDS
"""
import os
import socket
import sys

path, seconds = sys.argv[1], float(sys.argv[2])
receiver = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
receiver.bind(path)
os.chmod(path, 0o666)
print("LISTENING", flush=True)
while True:
    try:
        # A barrier's descriptor is not taken, so the kernel closes it: whoever waits behind it goes on.
        words = receiver.recv(4096).decode().split("\n")
    except TimeoutError:
        print("TIMEOUT", flush=True)
        continue
    for word in words:
        if word and not word.startswith("BARRIER"):
            print(word, flush=True)
        if word == "READY=1":
            receiver.settimeout(seconds)
