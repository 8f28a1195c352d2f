"""An S3 server for tests: OpenStack Swift as Debian packages it (python3-swift), its four servers in one process, objects in memory.

    /usr/bin/python3 object-store.py FOLDER ACCESS-KEY SECRET-KEY

Swift's s3api checks AWS's Signature Version 4 of each request. Says its port on standard output when it listens, and ends with its parent.
"""
import array
import json
import os
import sys

import swift.common.utils as utils

utils.eventlet_monkey_patch()
# Without them Swift would want /etc/swift/swift.conf.
utils.HASH_PATH_SUFFIX = b"of a test"

import eventlet
from eventlet import wsgi
from swift.account.server import app_factory as account
from swift.common.ring.ring import RingData
from swift.common.wsgi import loadapp
from swift.common.http_protocol import SwiftHttpProtocol
from swift.container.server import app_factory as container
from swift.obj.mem_server import app_factory as objects

folder, access_key, secret = sys.argv[1:4]
account_name, user = access_key.split(":")
device = "disk"
os.makedirs(os.path.join(folder, device))
backend = {"devices": folder, "mount_check": "false", "swift_dir": folder, "log_level": "ERROR"}

for name, app in (("account", account), ("container", container), ("object", objects)):
    listening = eventlet.listen(("127.0.0.1", 0))
    place = {"id": 0, "region": 1, "zone": 1, "ip": "127.0.0.1", "port": listening.getsockname()[1], "device": device, "weight": 1.0, "meta": ""}
    RingData([array.array("H", [0])], [place], 32).save(os.path.join(folder, f"{name}.ring.gz"))
    eventlet.spawn(wsgi.server, listening, app(backend), utils.NullLogger(), protocol=SwiftHttpProtocol)

configuration = os.path.join(folder, "proxy-server.conf")
with open(configuration, "w") as file:
    file.write(f"""
[DEFAULT]
swift_dir = {folder}
log_level = ERROR
[pipeline:main]
pipeline = catch_errors gatekeeper listing_formats s3api tempauth copy slo dlo proxy-server
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
[filter:tempauth]
use = egg:swift#tempauth
user_{account_name}_{user} = {secret} .admin
[filter:copy]
use = egg:swift#copy
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
""")


class Cache:
    """In the place of memcached, as much of it as Swift asks here."""

    def __init__(self):
        self.kept = {}

    def get(self, key, **_):
        return json.loads(self.kept[key]) if key in self.kept else None

    def set(self, key, value, **_):
        self.kept[key] = json.dumps(value)

    def delete(self, key, **_):
        self.kept.pop(key, None)


cache = Cache()
store = loadapp(configuration)


def cached_store(environ, start_response):
    environ["swift.cache"] = cache
    return store(environ, start_response)


listening = eventlet.listen(("127.0.0.1", 0))
eventlet.spawn(wsgi.server, listening, cached_store, utils.NullLogger(), protocol=SwiftHttpProtocol)
print(json.dumps({"port": listening.getsockname()[1]}), flush=True)

# Standard input ends when the parent does.
eventlet.tpool.execute(sys.stdin.read)
