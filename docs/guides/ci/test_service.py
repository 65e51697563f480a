import json
import os
import unittest
import urllib.request

from service import TokenService

STSSIM = os.environ["AWS_ENDPOINT_URL_STS"]


def control(method, path, body=None):
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(STSSIM + path, data, method=method)
    token = os.environ.get("STSSIM_ADMIN_TOKEN")
    if token:
        request.add_header("Authorization", "Bearer " + token)
    with urllib.request.urlopen(request, timeout=10) as answer:
        text = answer.read()
    return json.loads(text) if text else None


class ThrottledTests(unittest.TestCase):
    """Each test has an account of its own, so tests run side by side."""

    def setUp(self):
        self.lease = control("POST", "/_stssim/leases", {"quotas": {"default": {"requestsPerSecond": 0, "burst": 1}}})
        self.addCleanup(control, "DELETE", "/_stssim/leases/" + self.lease["id"])
        os.environ["AWS_ACCESS_KEY_ID"] = self.lease["accessKeyId"]
        os.environ["AWS_SECRET_ACCESS_KEY"] = self.lease["secretAccessKey"]

    def test_a_throttled_renewal_leaves_the_old_token(self):
        service = TokenService()
        first = service.token_of("Bob")
        self.assertEqual(first, service.token_of("Bob"))

    def test_without_an_old_token_the_refusal_is_told(self):
        service = TokenService()
        service.token_of("Bob")
        with self.assertRaisesRegex(Exception, "Rate exceeded"):
            service.token_of("Ann")


if __name__ == "__main__":
    unittest.main()
