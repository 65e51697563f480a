"""Answers of IAM held to botocore's service model: the bytes of each, before botocore reads them with a lenient eye."""

import base64
import json
import re
import urllib.parse
import xml.etree.ElementTree as xml
from datetime import datetime

# Errors that any operation may answer, with their HTTP statuses (IAM API Reference, "Common error types").
COMMON_ERRORS = {"AccessDenied": 403, "ValidationError": 400, "MalformedInput": 400, "Throttling": 400}

# What AWS was seen to send although its model has other words, or none: docs/fidelity.md.
RECORDED_VALUES = {
    "PolicySourceType": {"IAM Policy", "Resource Policy", "Permissions Boundary Policy"},
    "PermissionsBoundaryAttachmentType": {"Policy"},
}
RECORDED_ERRORS = {"CreateRole": {"NoSuchEntity": 404}, "GetAccessKeyLastUsed": {"NoSuchEntity": 404}}

TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
REQUEST_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def pattern_of(shape):
    """The pattern of the model, of which Python lacks the Unicode categories; None where there is none."""
    pattern = shape.metadata.get("pattern")
    if pattern is None:
        return None
    flags = 0 if r"\p{" in pattern else re.ASCII
    return re.compile(pattern.replace(r"\p{L}", r"\w").replace(r"\p{N}", "").replace(r"\p{Z}", r"\s"), flags)


class Model:
    """Watches a client. faults: what was wrong; succeeded: operations with a flawless success; refused: error codes by
    operation; seen: members of answers by shape; answers: how many were looked at."""

    def __init__(self):
        self.faults, self.succeeded, self.refused, self.seen, self.answers = [], set(), {}, {}, 0

    def watch(self, client):
        self.service = client.meta.service_model
        self.namespace = "{%s}" % self.service.metadata["xmlNamespace"]
        client.meta.events.register("before-parse.iam", self._hear)
        return client

    def _hear(self, operation_model, response_dict, **_):
        self.answers += 1
        found = len(self.faults)
        operation, status = operation_model, response_dict["status_code"]
        try:
            root = xml.fromstring(response_dict["body"])
        except xml.ParseError as e:
            self.faults.append(f"{operation.name}: {status}, no XML: {e}")
            return
        if status != 200:
            self._check_error(operation, status, root)
            return
        self._check_answer(operation, root)
        if len(self.faults) == found:
            self.succeeded.add(operation.name)

    def _check_error(self, operation, status, root):
        place = f"{operation.name}: error"
        parts = self._children(root, place, "ErrorResponse", {"Error", "RequestId"}, {"Error", "RequestId"})
        error = parts.get("Error", [xml.Element("none")])[0]
        texts = self._children(error, place, "Error", {"Type", "Code", "Message"}, {"Type", "Code"})
        code = texts["Code"][0].text if "Code" in texts else None
        known = {shape.error_code: shape.metadata["error"]["httpStatusCode"] for shape in operation.error_shapes}
        known |= COMMON_ERRORS | RECORDED_ERRORS.get(operation.name, {})
        if code not in known:
            self.faults.append(f"{operation.name}: the model knows no error {code}, only {sorted(known)}")
        elif known[code] != status:
            self.faults.append(f"{operation.name}: {code} has status {status} instead of {known[code]}")
        self.refused.setdefault(operation.name, set()).add(code)

    def _check_answer(self, operation, root):
        shape = operation.output_shape
        result = shape.serialization["resultWrapper"] if shape else None
        names = {"ResponseMetadata"} | ({result} if shape else set())
        parts = self._children(root, operation.name, f"{operation.name}Response", names, names)
        for metadata in parts.get("ResponseMetadata", []):
            identifier = self._children(metadata, operation.name, "ResponseMetadata", {"RequestId"}, {"RequestId"}).get("RequestId")
            if identifier and not REQUEST_ID.fullmatch(identifier[0].text or ""):
                self.faults.append(f"{operation.name}: RequestId {identifier[0].text}")
        for element in parts.get(result, []):
            self._check(shape, element, operation.name)

    def _check(self, shape, element, place):
        getattr(self, f"_check_{shape.type_name}", self._check_unknown)(shape, element, place)

    def _check_unknown(self, shape, element, place):
        self.faults.append(f"{place}: nothing is known here of {shape.type_name}")

    def _check_structure(self, shape, element, place):
        names = {member.serialization.get("name", name): (name, member) for name, member in shape.members.items()}
        required = {wire for wire, (name, _) in names.items() if name in shape.required_members}
        for wire, elements in self._children(element, place, None, set(names), required).items():
            if wire in names:
                name, member = names[wire]
                self.seen.setdefault(shape.name, set()).add(name)
                self._check(member, elements[0], f"{place}.{name}")

    def _check_list(self, shape, element, place):
        members = self._items(element, place, shape.member.serialization.get("name", "member"))
        if len(members) > shape.metadata.get("max", len(members)) or len(members) < shape.metadata.get("min", 0):
            self.faults.append(f"{place}: {len(members)} members, the model has {shape.metadata}")
        for member in members:
            self._check(shape.member, member, f"{place}[]")

    def _check_map(self, shape, element, place):
        keys = []
        for entry in self._items(element, place, "entry"):
            parts = self._children(entry, place, None, {"key", "value"}, {"key", "value"})
            if len(parts) == 2:
                self._check(shape.key, parts["key"][0], f"{place}.key")
                self._check(shape.value, parts["value"][0], f"{place}.value")
                keys.append(parts["key"][0].text)
        if len(keys) != len(set(keys)):
            self.faults.append(f"{place}: a key twice among {keys}")
        missing = set(getattr(shape.key, "enum", ())) - set(keys)
        if missing:
            self.faults.append(f"{place}: no entry for {sorted(missing)}")

    def _check_string(self, shape, element, place):
        text = self._text(element, place)
        if shape.name == "policyDocumentType":
            text = urllib.parse.unquote(text)
            try:
                assert isinstance(json.loads(text), dict)
            except (ValueError, AssertionError):
                self.faults.append(f"{place}: no policy document: {text[:80]}")
        choices = set(shape.enum) | RECORDED_VALUES.get(shape.name, set())
        if shape.enum and text not in choices:
            self.faults.append(f"{place}: {text!r} is none of {sorted(choices)}")
        if not shape.metadata.get("min", 0) <= len(text) <= shape.metadata.get("max", len(text)):
            self.faults.append(f"{place}: {len(text)} characters, the model has {shape.metadata}")
        pattern = pattern_of(shape)
        if pattern and not pattern.fullmatch(text):
            self.faults.append(f"{place}: {text[:80]!r} does not match {pattern.pattern}")

    def _check_integer(self, shape, element, place):
        text = self._text(element, place)
        if not re.fullmatch(r"-?(0|[1-9]\d*)", text):
            self.faults.append(f"{place}: {text!r} is no integer")
        elif not shape.metadata.get("min", int(text)) <= int(text) <= shape.metadata.get("max", int(text)):
            self.faults.append(f"{place}: {text}, the model has {shape.metadata}")

    def _check_boolean(self, shape, element, place):
        text = self._text(element, place)
        if text not in ("true", "false"):
            self.faults.append(f"{place}: {text!r} is no boolean")

    def _check_timestamp(self, shape, element, place):
        text = self._text(element, place)
        try:
            assert TIMESTAMP.fullmatch(text)
            assert datetime.fromisoformat(text).year > 2000
        except (ValueError, AssertionError):
            self.faults.append(f"{place}: {text!r} is no time")

    def _check_blob(self, shape, element, place):
        text = self._text(element, place)
        try:
            assert base64.b64decode(text, validate=True)
        except (ValueError, AssertionError):
            self.faults.append(f"{place}: {text[:80]!r} is no base 64")

    def _text(self, element, place):
        if len(element) or element.attrib:
            self.faults.append(f"{place}: elements or attributes where a text belongs")
        return element.text or ""

    def _items(self, element, place, name):
        self._is_bare(element, place)
        for child in element:
            if child.tag != self.namespace + name:
                self.faults.append(f"{place}: {child.tag} instead of {name}")
        return [child for child in element if child.tag == self.namespace + name]

    def _children(self, element, place, called, names, required):
        """The children by name. called: how the element itself must be called, or None where that was checked."""
        if called and element.tag != self.namespace + called:
            self.faults.append(f"{place}: {element.tag} instead of {called}")
        self._is_bare(element, place)
        parts = {}
        for child in element:
            parts.setdefault(child.tag.removeprefix(self.namespace), []).append(child)
        for name in sorted(parts.keys() - names):
            self.faults.append(f"{place}: the model knows no {name}")
        for name in sorted(required - parts.keys()):
            self.faults.append(f"{place}: {name} is missing")
        for name in sorted(name for name, children in parts.items() if len(children) > 1):
            self.faults.append(f"{place}: {name} is there {len(parts[name])} times")
        return parts

    def _is_bare(self, element, place):
        if element.attrib or any((text or "").strip() for text in [element.text, *(child.tail for child in element)]):
            self.faults.append(f"{place}: text or attributes where only elements belong")
