"""Drives boto3 for the load generator; ../README.md describes the lines that it reads and writes."""
import json
import os
import queue
import signal
import sys
import threading
import xml.etree.ElementTree
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from urllib.parse import urlsplit

try:
    import boto3
    import urllib3
    from botocore import xform_name
    from botocore.config import Config
    from botocore.credentials import Credentials, RefreshableCredentials
    from botocore.exceptions import ClientError
    from botocore.session import Session
    from botocore.signers import RequestSigner
except ImportError as failure:
    print(json.dumps({"error": f"boto3 cannot be imported by this Python ({failure}): pip install boto3"}), flush=True)
    sys.exit(1)

CALLS_AT_ONCE = 64

# botocore's own windows, in seconds.
ADVISORY_REFRESH, MANDATORY_REFRESH = 900, 600

# Those that AWS SDKs agree to treat as throttling.
THROTTLING_CODES = frozenset((
    "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException", "RequestThrottled",
    "TooManyRequestsException", "ProvisionedThroughputExceededException", "TransactionInProgressException",
    "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException", "SlowDown",
    "PriorRequestNotComplete", "EC2ThrottledException",
))


class Lines:
    """Writes lines whole and in order, whichever thread they come from."""

    def __init__(self, stream):
        self._stream = stream
        self._waiting = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write)
        self._thread.start()

    def put(self, line):
        self._waiting.put(line)

    def close(self):
        self._waiting.put(None)
        self._thread.join()

    def _write(self):
        try:
            for line in iter(self._waiting.get, None):
                self._stream.write(json.dumps(line, separators=(",", ":")) + "\n")
                if self._waiting.empty():
                    self._stream.flush()
            self._stream.flush()
        except BrokenPipeError:
            # The generator is gone, and nobody is left to make calls for.
            os._exit(1)


class Refusal(Exception):
    """An error that has a code and did not come out of botocore."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


class Trace:
    """What one call did on the wire, renewals of the session it is signed with included."""

    def __init__(self, number):
        self.number = number
        self.attempts = 0
        self.throttles = 0


class Calling(threading.local):
    """What the calls of this thread are counted in and signed with."""

    trace = None
    credentials = None


class CallingCredentials(Credentials):
    """Signs each request with what its call is to be signed with, so that all calls share one client and its quota."""

    def __init__(self, own, calling):
        super().__init__(own.access_key, own.secret_key, own.token)
        self._own = own
        self._calling = calling

    def get_frozen_credentials(self):
        return (self._calling.credentials or self._own).get_frozen_credentials()


class Driver:
    def __init__(self, settings, lines):
        self._lines = lines
        self._calling = Calling()
        self._pods = {}
        self._pods_lock = threading.Lock()
        self._endpoint = settings["endpoint"].rstrip("/")
        self._region = settings["region"]

        retries = {"mode": settings["retryMode"]}
        if settings["retryMode"] == "none":
            retries = {"mode": "standard", "total_max_attempts": 1}
        timeouts = {}
        if settings.get("timeoutMs") is not None:
            timeouts = dict.fromkeys(("connect_timeout", "read_timeout"), settings["timeoutMs"] / 1000)
        # A proxy set for the outside world has no business between a generator and a loopback target.
        is_loopback = urlsplit(self._endpoint).hostname in ("127.0.0.1", "localhost", "::1")
        config = Config(
            user_agent_appid=settings["applicationId"],
            retries=retries,
            max_pool_connections=CALLS_AT_ONCE,
            proxies={} if is_loopback else None,
            **timeouts,
        )

        session = Session()
        self._credentials = CallingCredentials(credentials_of(settings["credentials"]), self._calling)
        session._credentials = self._credentials
        self._client = boto3.Session(botocore_session=session).client(
            "sts", region_name=self._region, endpoint_url=self._endpoint, config=config)
        # Last, as the adaptive mode waits for its turn in a handler of the same event.
        self._client.meta.events.register_last("before-send.sts", self._sent)
        self._client.meta.events.register_last("response-received.sts", self._answered)

        # Of presigned requests, which botocore signs and leaves to others to send.
        timeout = timeouts.get("read_timeout")
        self._connections = urllib3.PoolManager(
            maxsize=CALLS_AT_ONCE, retries=False, timeout=urllib3.Timeout(connect=timeout, read=timeout) if timeout else None)

        self.name = f"boto3 {boto3.__version__}"
        self._methods = {
            operation: getattr(self._client, xform_name(operation))
            for operation in self._client.meta.service_model.operation_names
        }
        self.operations = sorted(self._methods)

    def answer(self, request):
        calling, trace = self._calling, Trace(request["id"])
        calling.trace = trace
        calling.credentials = None
        reply = {"id": trace.number, "outcome": "ok"}
        try:
            if "credentials" in request:
                calling.credentials = credentials_of(request["credentials"])
            if "pod" in request:
                # Asks for them, as signing would: they are renewed where botocore sees fit, and nothing is sent where not.
                self._pod(request["pod"]).get_frozen_credentials()
                issued = None
            else:
                issued = self._call(request)
            if issued:
                reply["issued"] = {
                    "accessKeyId": issued["AccessKeyId"],
                    "secretAccessKey": issued["SecretAccessKey"],
                    "sessionToken": issued["SessionToken"],
                    "expiration": issued["Expiration"].isoformat(),
                }
        except Exception as failure:
            reply.update(outcome="error", code=code_of(failure))
        reply.update(attempts=trace.attempts, throttles=trace.throttles)
        self._lines.put(reply)

    def _call(self, request):
        operation = request["operation"]
        if "presignedForCluster" in request:
            if operation != "GetCallerIdentity":
                raise Refusal("UnsupportedOperation")
            return self._get_presigned(request["presignedForCluster"])
        method = self._methods.get(operation)
        if method is None:
            raise Refusal("UnsupportedOperation")
        return method(**request.get("parameters", {})).get("Credentials")

    def _get_presigned(self, cluster):
        model = self._client.meta.service_model
        signer = RequestSigner(model.service_id, self._region, "sts", "v4", self._credentials, self._client.meta.events)
        headers = {"x-k8s-aws-id": cluster}
        url = signer.generate_presigned_url(
            {
                "method": "GET",
                "url": f"{self._endpoint}/?Action=GetCallerIdentity&Version=2011-06-15",
                "body": {},
                "headers": dict(headers),
                "context": {},
            },
            operation_name="GetCallerIdentity", expires_in=60, region_name=self._region)
        self._sent()
        response = self._connections.request("GET", url, headers=headers)
        if response.status != 200:
            code = code_in(response.data) or f"HTTP {response.status}"
            self._count_throttling(code)
            raise Refusal(code)

    def _pod(self, pod):
        """The credentials that botocore keeps for a pod; those of its earlier generations are forgotten."""
        with self._pods_lock:
            generation, credentials = self._pods.get(pod["name"], (None, None))
            if generation is None or generation < pod["generation"]:
                credentials = RefreshableCredentials(
                    # Expired from the start, so that the first use has to get some.
                    "", "", "", datetime.fromtimestamp(0, timezone.utc),
                    refresh_using=lambda: self._assume_role(pod),
                    method="assume-role",
                    advisory_timeout=ADVISORY_REFRESH / pod["timeScale"],
                    mandatory_timeout=MANDATORY_REFRESH / pod["timeScale"],
                )
                self._pods[pod["name"]] = (pod["generation"], credentials)
            return credentials

    def _assume_role(self, pod):
        issued = self._client.assume_role(
            RoleArn=pod["roleArn"], RoleSessionName=pod["name"], DurationSeconds=pod["durationSeconds"])["Credentials"]
        return {
            "access_key": issued["AccessKeyId"],
            "secret_key": issued["SecretAccessKey"],
            "token": issued["SessionToken"],
            "expiry_time": issued["Expiration"].isoformat(),
        }

    def _sent(self, **_):
        trace = self._calling.trace
        trace.attempts += 1
        self._lines.put({"wire": "sent", "id": trace.number})

    def _answered(self, parsed_response=None, **_):
        if parsed_response:
            self._count_throttling(parsed_response.get("Error", {}).get("Code"))

    def _count_throttling(self, code):
        if code in THROTTLING_CODES:
            trace = self._calling.trace
            trace.throttles += 1
            self._lines.put({"wire": "throttled", "id": trace.number})


def credentials_of(given):
    return Credentials(given["accessKeyId"], given["secretAccessKey"], given.get("sessionToken"))


def code_of(failure):
    if isinstance(failure, ClientError):
        return failure.response.get("Error", {}).get("Code") or type(failure).__name__
    return failure.code if isinstance(failure, Refusal) else type(failure).__name__


def code_in(body):
    try:
        root = xml.etree.ElementTree.fromstring(body)
    except xml.etree.ElementTree.ParseError:
        return None
    return next((element.text for element in root.iter() if element.tag.endswith("Code")), None)


def start(lines):
    settings = json.loads(sys.stdin.readline())["start"]
    if settings["protocol"] != 1:
        raise ValueError(f"this driver speaks protocol 1, not {settings['protocol']}")
    return Driver(settings, lines)


def main():
    # Ctrl+C in a terminal reaches every process there; the generator ends this one by the end of its input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    lines = Lines(sys.stdout)
    try:
        driver = start(lines)
    except Exception as failure:
        lines.put({"error": str(failure) or type(failure).__name__})
        lines.close()
        sys.exit(1)

    lines.put({"ready": {"client": driver.name, "operations": driver.operations}})
    with ThreadPoolExecutor(CALLS_AT_ONCE) as threads:
        for line in sys.stdin:
            threads.submit(driver.answer, json.loads(line))
    lines.close()


if __name__ == "__main__":
    main()
