// Verifies a JWT with nothing of the simulator's: fetches the discovery document of the issuer whose address is the
// argument, and its keys, reads the token from standard input and prints its claims if the signature fits.
import { createPublicKey, verify } from "node:crypto";
import { text } from "node:stream/consumers";

const HASHES = { RS256: "sha256", ES384: "sha384" };

const [address] = process.argv.slice(2);
const [header, payload, signature] = (await text(process.stdin)).split(".");
const { alg, kid } = decode(header);
const claims = decode(payload);
const discovery = await get(`${address}/.well-known/openid-configuration`);
const { keys } = await get(discovery.jwks_uri);
const key = createPublicKey({ key: keys.find((jwk) => jwk.kid === kid && jwk.alg === alg), format: "jwk" });

if (claims.iss !== discovery.issuer) {
  throw new Error(`${claims.iss} is not ${discovery.issuer}`);
}

if (!verify(HASHES[alg], Buffer.from(`${header}.${payload}`), { key, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"))) {
  throw new Error("The signature does not fit.");
}

process.stdout.write(JSON.stringify(claims));

function decode(part) {
  return JSON.parse(Buffer.from(part, "base64url"));
}

async function get(url) {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`${url}: ${response.status}`);
  }

  return response.json();
}
