"""What MiniStack lacks of EKS Pod Identity: tags of sessions as variables in policies, and whose cluster asks."""

import re
from dataclasses import replace

import ministack.core.iam_evaluator as iam

variable = re.compile(r"\$\{(aws:PrincipalTag/[^}]+)\}")
first_match = iam._first_match
value_of = iam._resolve_condition_key


def filled(texts, keys):
    """A text with a variable that has no value matches nothing, as in AWS."""
    known = [t for t in texts if all(name.lower() in keys for name in variable.findall(t))]
    return [variable.sub(lambda found: keys[found[1].lower()], text) for text in known]


def listed(value):
    return value if isinstance(value, list) else [value]


def tagged(statement, keys):
    conditions = {
        operator: {key: filled(listed(values), keys) for key, values in each.items()}
        for operator, each in statement.conditions.items()
    }
    return replace(statement, resources=filled(statement.resources, keys), conditions=conditions)


def with_tags(ctx, statements, effect):
    known = [tagged(each, ctx.principal_keys) for each in statements]
    # Without any place, a statement would be about all.
    apart = [now for was, now in zip(statements, known) if now.resources or not was.resources]
    return first_match(ctx, apart, effect)


def of_cluster(key, ctx):
    return ctx.principal_account if key.lower() == "aws:sourceaccount" else value_of(key, ctx)


iam._first_match = with_tags
iam._resolve_condition_key = of_cluster
