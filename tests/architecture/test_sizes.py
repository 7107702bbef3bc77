"""Tails: long files, long functions, long templates."""

from tests.architecture import house

SOURCE = house.sources(*house.PACKAGES, "tests")


def test_no_file_is_longer_than_400_lines():
    long = {house.named(p): n for p in SOURCE if (n := len(p.read_text().splitlines())) > 400}
    assert long == {}


def test_no_function_is_longer_than_60_lines():
    long = {
        f"{house.named(path)}:{function.name}": size
        for path in SOURCE
        for function in house.functions(path)
        if (size := function.end_lineno - function.lineno + 1) > 60
    }
    assert long == {}


def test_no_view_is_longer_than_30_lines():
    long = {
        f"{house.named(path)}:{function.name}": size
        for path in house.sources()
        for function in house.functions(path)
        if answers_a_request(function) and (size := function.end_lineno - function.lineno + 1) > 30
    }
    assert long == {}


def answers_a_request(function) -> bool:
    """A view, wherever it stands, and whatever helps one: it is given a request."""
    arguments = [*function.args.posonlyargs, *function.args.args]
    names = [argument.arg for argument in arguments if argument.arg not in {"self", "cls"}]
    return names[:1] == ["request"]


def test_no_act_takes_more_than_five_parameters_besides_by_and_at():
    wide = {
        f"{house.named(path)}:{function.name}": len(taken)
        for path in house.sources("platform/core", "tenants", "pk", "reporting")
        for function in house.functions(path)
        if len(taken := parameters(function) - {"by", "at", "self", "cls"}) > 7
    }
    assert wide == {}


def parameters(function) -> set[str]:
    return {
        a.arg for a in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
    }


def test_no_template_is_longer_than_120_lines():
    long = {
        house.named(p): n for p in house.templates() if (n := len(p.read_text().splitlines())) > 120
    }
    assert long == {}
