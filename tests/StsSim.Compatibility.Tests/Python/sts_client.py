"""Calls STS with boto3. A line of standard input is a call, a line of standard output is its answer; what travels on
them is described in ../Clients/README.md.
"""
import json
import socket
import sys
import traceback
from datetime import datetime

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

SESSION = boto3.Session()


def answer(call):
    client = client_for(call)
    method = getattr(client, xform_name(call["operation"]), None)
    if method is None:
        return {"ok": False, "unsupported": f"boto3 {boto3.__version__} has no {call['operation']}."}
    try:
        result = method(**call["parameters"])
        metadata = result.pop("ResponseMetadata")
        return {"ok": True, "result": result, "attempts": metadata["RetryAttempts"] + 1}
    except ClientError as refusal:
        error = refusal.response["Error"]
        metadata = refusal.response["ResponseMetadata"]
        return {
            "ok": False,
            "errorType": type(refusal).__name__,
            "code": error["Code"],
            "message": error.get("Message"),
            "httpStatus": metadata["HTTPStatusCode"],
            "attempts": metadata["RetryAttempts"] + 1,
        }
    except (BotoCoreError, KeyError, TypeError):
        return {"ok": False, "failure": traceback.format_exc()}


def client_for(call):
    """A client for each call, so that none inherits what another has learnt."""
    credentials = call["credentials"] or {}
    return SESSION.client(
        "sts",
        endpoint_url=call["endpoint"],
        region_name=call["region"],
        aws_access_key_id=credentials.get("accessKeyId"),
        aws_secret_access_key=credentials.get("secretAccessKey"),
        aws_session_token=credentials.get("sessionToken"),
        config=Config(retries={"mode": "standard", "total_max_attempts": call["maxAttempts"]}),
    )


def as_json(value):
    return value.isoformat() if isinstance(value, datetime) else str(value)


def find_here(host, port, *arguments, **named_arguments):
    """Every name is this machine's."""
    return ADDRESSES_OF("127.0.0.1", port, *arguments, **named_arguments)


ADDRESSES_OF = socket.getaddrinfo
socket.getaddrinfo = find_here
for line in sys.stdin:
    print(json.dumps(answer(json.loads(line)), default=as_json), flush=True)
