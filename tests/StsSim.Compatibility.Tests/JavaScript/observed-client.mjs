// Calls GetFederationToken as often as it is told, with one client, and says in a line of JSON what it counted:
// observed-client.mjs ENDPOINT MODE APPLICATION_ID CALLS DOOMED. Calls for the user Doomed come last.
import { STSClient, GetFederationTokenCommand } from "@aws-sdk/client-sts";

const [endpoint, retryMode, userAgentAppId, calls, doomed] = process.argv.slice(2);
const client = new STSClient({ endpoint, region: "us-east-1", retryMode, userAgentAppId });
const names = [...Array(Number(calls)).keys()].map((number) => `Bob${number}`).concat(Array(Number(doomed)).fill("Doomed"));
const counted = { invocations: 0, attempts: 0, succeeded: 0 };

async function work() {
  for (let name = names.shift(); name; name = names.shift()) {
    let metadata;
    try {
      ({ $metadata: metadata } = await client.send(new GetFederationTokenCommand({ Name: name })));
      counted.succeeded++;
    } catch (error) {
      metadata = error.$metadata;
    }
    counted.invocations++;
    counted.attempts += metadata.attempts;
  }
}

await Promise.all([work(), work(), work(), work()]);
process.stdout.write(JSON.stringify(counted) + "\n");
