"""What holds for all tests: made-up inputs may take their time on a busy machine."""

from hypothesis import HealthCheck, settings

settings.register_profile("gnomon", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gnomon")
