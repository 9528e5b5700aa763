"""The company's own recognizers of a policy in Presidio's YAML form, as the redactor's engine takes them. Pure."""

from policy.model import Policy, Recognizer


def recognizers_of(policy: Policy | None) -> dict[str, object] | None:
    """The ``recognizers:`` document, or None when the policy has none."""
    if policy is None or not policy.recognizers:
        return None
    return {"recognizers": [_plain(one) for one in policy.recognizers]}


def _plain(recognizer: Recognizer) -> dict[str, object]:
    plain: dict[str, object] = {
        "name": recognizer.name,
        "supported_entity": recognizer.supported_entity,
        "context": list(recognizer.context),
    }
    if recognizer.patterns:
        plain["patterns"] = [{"name": one.name, "regex": one.regex, "score": one.score} for one in recognizer.patterns]
    if recognizer.deny_list:
        plain["deny_list"] = list(recognizer.deny_list)
        plain["deny_list_score"] = recognizer.deny_list_score
    return plain
