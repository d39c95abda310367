# What pytest is asked to run. Some of it goes wrong on purpose.
import pytest


@pytest.fixture
def database():
    raise RuntimeError("there is no database")


@pytest.fixture
def leaky():
    yield
    raise RuntimeError("cannot be closed")


class TestCart:
    def test_adds(self):
        assert 2 + 3 == 5

    def test_taxes(self):
        assert {"total": 1.2, "note": "<b>&amp;</b> ]]> \x1b[31m \x00"} == {"total": 1.21}

    def test_throws(self):
        raise TypeError("no shop here")

    @pytest.mark.parametrize("name", ['<two> & "three"', "🧾 é", ""])
    def test_names(self, name):
        print("\x1b[31mred\x1b[0m \x08 \ud7ff")


def test_needs_a_database(database):
    pass


def test_fails_and_leaks(leaky):
    assert False, "and cannot be closed"


@pytest.mark.skip(reason="is slow & <old>")
def test_slow():
    pass


def test_skips_itself():
    pytest.skip("no key here")


@pytest.mark.xfail(reason="known")
def test_known_to_fail():
    assert False


@pytest.mark.xfail(reason="known")
def test_known_to_fail_and_passes():
    assert True


@pytest.mark.xfail(reason="known", strict=True)
def test_must_fail_and_passes():
    assert True
