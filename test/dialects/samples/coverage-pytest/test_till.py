import till


def test_sign():
    assert till.sign(3) == 1
