// Drives the AWS SDK for JavaScript v3 for the load generator; ../README.md describes the lines that it reads and writes.
import { AsyncLocalStorage } from "node:async_hooks";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

// Sockets of one client; the SDK's own limit would have calls wait for each other in here, and not for the service.
const MAX_SOCKETS = 512;

// Those that AWS SDKs agree to treat as throttling.
const THROTTLING_CODES = new Set([
  "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException", "RequestThrottled",
  "TooManyRequestsException", "ProvisionedThroughputExceededException", "TransactionInProgressException",
  "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException", "SlowDown",
  "PriorRequestNotComplete", "EC2ThrottledException",
]);

const say = (line) => process.stdout.write(JSON.stringify(line) + "\n");

function cannotStart(sentence) {
  process.exitCode = 1;
  say({ error: sentence });
  process.stdin.destroy();
}

class Refusal extends Error {
  constructor(code) {
    super(code);
    this.name = code;
  }
}

// What one call did on the wire, renewals of the session it is signed with included.
class Trace {
  attempts = 0;
  throttles = 0;

  constructor(id) {
    this.id = id;
  }

  sent() {
    this.attempts++;
    say({ wire: "sent", id: this.id });
  }

  refused(code, status) {
    if (status === 429 || THROTTLING_CODES.has(code)) {
      this.throttles++;
      say({ wire: "throttled", id: this.id });
    }
  }
}

const codeOf = (error) => error?.$metadata?.httpStatusCode ? error.name : (error?.code ?? error?.name ?? "Error");

class Driver {
  #sdk;
  #settings;
  #client;
  #pods = new Map();

  // { trace, identity } of the call under way: all calls share one client and its quota, whoever signs them.
  #calling = new AsyncLocalStorage();

  constructor(sdk, settings) {
    this.#sdk = sdk;
    this.#settings = settings;
    const none = settings.retryMode === "none";
    const calling = this.#calling;
    const credentials = async () => (await calling.getStore().identity?.()) ?? settings.credentials;
    // Keeps the SDK from remembering the identity of one call for the others.
    credentials.memoized = true;
    this.#client = new sdk.sts.STSClient({
      endpoint: settings.endpoint,
      region: settings.region,
      credentials,
      userAgentAppId: settings.applicationId,
      retryMode: none ? "standard" : settings.retryMode,
      ...(none ? { maxAttempts: 1 } : {}),
      requestHandler: {
        httpAgent: { maxSockets: MAX_SOCKETS },
        httpsAgent: { maxSockets: MAX_SOCKETS },
        ...(settings.timeoutMs == null ? {} : {
          connectionTimeout: settings.timeoutMs, requestTimeout: settings.timeoutMs, throwOnRequestTimeout: true,
        }),
      },
    });

    // Inside of the retries, so that each attempt passes.
    this.#client.middlewareStack.add((next) => async (args) => {
      const { trace } = calling.getStore();
      trace.sent();
      try {
        return await next(args);
      } catch (error) {
        trace.refused(error.name, error.$metadata?.httpStatusCode);
        throw error;
      }
    }, { name: "countAttempts", step: "finalizeRequest", priority: "low" });
  }

  get operations() {
    return Object.keys(this.#sdk.sts).filter((name) => /^[A-Z]\w+Command$/.test(name)).map((name) => name.slice(0, -"Command".length)).sort();
  }

  async answer(request) {
    const trace = new Trace(request.id);
    const reply = { id: request.id, outcome: "ok" };
    const identity = request.credentials ? async () => request.credentials : undefined;
    try {
      const issued = await this.#calling.run({ trace, identity },
        // Asks for the pod's session, as signing would: it is renewed where the SDK sees fit, and nothing is sent where not.
        () => (request.pod ? this.#pod(request.pod)().then(() => undefined) : this.#call(request, identity)));
      if (issued) {
        reply.issued = {
          accessKeyId: issued.AccessKeyId,
          secretAccessKey: issued.SecretAccessKey,
          sessionToken: issued.SessionToken,
          expiration: issued.Expiration.toISOString(),
        };
      }
    } catch (error) {
      Object.assign(reply, { outcome: "error", code: codeOf(error) });
    }
    say({ ...reply, attempts: trace.attempts, throttles: trace.throttles });
  }

  async #call({ operation, parameters, presignedForCluster }, identity) {
    if (presignedForCluster !== undefined) {
      if (operation !== "GetCallerIdentity") {
        throw new Refusal("UnsupportedOperation");
      }
      return this.#getPresigned(presignedForCluster, identity);
    }
    const Command = this.#sdk.sts[`${operation}Command`];
    if (!Command) {
      throw new Refusal("UnsupportedOperation");
    }
    return (await this.#client.send(new Command(parameters ?? {}))).Credentials;
  }

  async #getPresigned(cluster, identity) {
    const { HttpRequest } = this.#sdk.protocols;
    const url = new URL(this.#settings.endpoint);
    const signer = new this.#sdk.signatures.SignatureV4({
      service: "sts",
      region: this.#settings.region,
      credentials: identity ?? this.#settings.credentials,
      sha256: this.#client.config.sha256,
    });
    const unsigned = new HttpRequest({
      method: "GET",
      protocol: url.protocol,
      hostname: url.hostname,
      port: url.port ? Number(url.port) : undefined,
      path: "/",
      query: { Action: "GetCallerIdentity", Version: "2011-06-15" },
      headers: { host: url.host, "x-k8s-aws-id": cluster },
    });
    const presigned = await signer.presign(unsigned, { expiresIn: 60, unhoistableHeaders: new Set(["x-k8s-aws-id"]) });

    const { trace } = this.#calling.getStore();
    trace.sent();
    const { response } = await this.#client.config.requestHandler.handle(presigned);
    let body = "";
    for await (const chunk of response.body.setEncoding("utf8")) {
      body += chunk;
    }
    if (response.statusCode !== 200) {
      const code = /<Code>([^<]+)<\/Code>/.exec(body)?.[1] ?? `HTTP ${response.statusCode}`;
      trace.refused(code, response.statusCode);
      throw new Refusal(code);
    }
  }

  // The session that the SDK's own memory of identities keeps for a pod; those of its earlier generations are forgotten.
  #pod({ name, generation, roleArn, durationSeconds, timeScale }) {
    const kept = this.#pods.get(name);
    if (kept?.generation >= generation) {
      return kept.identity;
    }
    const { memoizeIdentityProvider, createIsIdentityExpiredFunction, doesIdentityRequireRefresh, EXPIRATION_MS } = this.#sdk.core;
    const identity = memoizeIdentityProvider(
      async () => {
        // The driver's own key signs the renewal; it counts for the call that needed it.
        const { trace } = this.#calling.getStore();
        const { Credentials: issued } = await this.#calling.run({ trace }, () => this.#client.send(new this.#sdk.sts.AssumeRoleCommand({
          RoleArn: roleArn, RoleSessionName: name, DurationSeconds: durationSeconds,
        })));
        return {
          accessKeyId: issued.AccessKeyId,
          secretAccessKey: issued.SecretAccessKey,
          sessionToken: issued.SessionToken,
          expiration: issued.Expiration,
        };
      },
      createIsIdentityExpiredFunction(EXPIRATION_MS / timeScale),
      doesIdentityRequireRefresh);
    this.#pods.set(name, { generation, identity });
    return identity;
  }
}

async function load() {
  try {
    const [sts, core, protocols, signatures] = await Promise.all([
      import("@aws-sdk/client-sts"), import("@smithy/core"), import("@smithy/core/protocols"), import("@smithy/signature-v4"),
    ]);
    return { sts, core, protocols, signatures, version: createRequire(import.meta.url)("@aws-sdk/client-sts/package.json").version };
  } catch (error) {
    if (error.code === "ERR_MODULE_NOT_FOUND") {
      throw new Error("@aws-sdk/client-sts is not installed; run npm ci in loadtests/drivers/js");
    }
    throw error;
  }
}

async function start(line) {
  const settings = JSON.parse(line).start;
  if (settings.protocol !== 1) {
    throw new Error(`this driver speaks protocol 1, not ${settings.protocol}`);
  }
  if (!["standard", "adaptive", "none"].includes(settings.retryMode)) {
    throw new Error(`the AWS SDK for JavaScript has no retry mode ${settings.retryMode}`);
  }
  const sdk = await load();
  const driver = new Driver(sdk, settings);
  say({ ready: { client: `@aws-sdk/client-sts ${sdk.version}`, operations: driver.operations } });
  return driver;
}

// Ctrl+C in a terminal reaches every process there; the generator ends this one by the end of its input.
process.on("SIGINT", () => {});
process.stdout.on("error", () => process.exit(1));

let driver;
const calls = new Set();
for await (const line of createInterface({ input: process.stdin })) {
  if (!driver) {
    try {
      driver = await start(line);
    } catch (error) {
      cannotStart(error.message);
      break;
    }
  } else {
    const call = driver.answer(JSON.parse(line)).finally(() => calls.delete(call));
    calls.add(call);
  }
}
await Promise.all(calls);
// Idle connections of the SDK would keep the process for a while.
process.stdout.write("", () => process.exit());
