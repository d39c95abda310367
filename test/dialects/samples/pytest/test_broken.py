# Does not load: no test in it is ever run.
import nothing_of_this_name


def test_never_runs():
    pass
