"""What holds for all tests: made-up inputs may take their time, and whose shell it is makes no difference."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile("gnomon", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gnomon")

for scheme in ("http", "https", "all", "no"):  # all that a test speaks with is on this machine; programs inherit this
    for name in (f"{scheme}_proxy", f"{scheme}_proxy".upper()):
        os.environ.pop(name, None)
