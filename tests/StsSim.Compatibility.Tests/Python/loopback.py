"""Runs a Python program to which DNS says that every host is this machine: loopback.py PORT PROGRAM [ARGUMENT...]

PORT is where the simulator listens in place of 443. PROGRAM is a file, or "-m" and a module.
"""
import runpy
import socket
import sys

PORT = int(sys.argv[1])
ADDRESSES_OF = socket.getaddrinfo


def find_here(host, port, *arguments, **named_arguments):
    """Only the address is another one: the name in the request, its signature and the TLS handshake stay."""
    return ADDRESSES_OF("127.0.0.1", PORT if port == 443 else port, *arguments, **named_arguments)


socket.getaddrinfo = find_here
if sys.argv[2] == "-m":
    program, sys.argv = sys.argv[3], sys.argv[3:]
    runpy.run_module(program, run_name="__main__", alter_sys=True)
else:
    program, sys.argv = sys.argv[2], sys.argv[2:]
    runpy.run_path(program, run_name="__main__")
