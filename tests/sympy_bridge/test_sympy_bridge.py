import symback.sympy_bridge as bridge


def test_the_doors_are_named():
    assert set(bridge.__all__) == {
        "Reading",
        "Scope",
        "check_assumption",
        "claim_from_sympy",
        "expression_of",
        "to_sympy",
    }
    assert all(hasattr(bridge, name) for name in bridge.__all__)
