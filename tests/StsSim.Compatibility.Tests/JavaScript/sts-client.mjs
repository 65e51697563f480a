// Calls STS with the AWS SDK for JavaScript v3. A line of standard input is a call, a line of standard output is its
// answer; what travels on them is described in ../Clients/README.md.
import { Agent } from "node:http";
import { createInterface } from "node:readline";
import * as sts from "@aws-sdk/client-sts";

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(await answer(JSON.parse(line))) + "\n");
}

async function answer({ operation, parameters, ...settings }) {
  const Command = sts[`${operation}Command`];
  if (!Command) {
    return { ok: false, unsupported: `This version of @aws-sdk/client-sts has no ${operation}.` };
  }

  const client = clientFor(settings);
  try {
    const { $metadata, ...result } = await client.send(new Command(parameters));
    return { ok: true, result, attempts: $metadata.attempts };
  } catch (error) {
    if (!(error instanceof sts.STSServiceException)) {
      return { ok: false, failure: `${error.stack}` };
    }

    return {
      ok: false,
      errorType: error.constructor.name,
      code: error.Code,
      message: error.message,
      httpStatus: error.$metadata.httpStatusCode,
      attempts: error.$metadata.attempts,
    };
  } finally {
    client.destroy();
  }
}

// A client for each call: one that lives on corrects its clock by the answers it has seen.
function clientFor({ endpoint, region, credentials, maxAttempts }) {
  const requestHandler = { httpAgent: new Agent({ lookup: findHere }) };
  return new sts.STSClient({ endpoint, region, maxAttempts, requestHandler, ...(credentials && { credentials }) });
}

// Every name is this machine's.
function findHere(name, { all }, found) {
  const here = { address: "127.0.0.1", family: 4 };
  if (all) {
    found(null, [here]);
  } else {
    found(null, here.address, here.family);
  }
}
