using StsSim.Deploy.Tests.Manifests;

namespace StsSim.Deploy.Tests.Helm;

/// <summary>The chart with somebody's values.</summary>
/// <param name="Values">A file of values.</param>
/// <param name="Beside">Manifests of what the values say is there already.</param>
internal sealed record ChartRelease(string Name, string Values, string Beside = "")
{
    public static readonly string Folder = Path.Combine(Repository.Deploy, "helm", "stssim");

    public static IReadOnlyList<ChartRelease> All { get; } =
    [
        new("helm: as it is", ""),
        new(
            "helm: everything",
            """
            auth: permissive
            seed: 20000000
            world: { content: { accounts: [{ id: "123456789012", users: [{ name: alice, accessKeys: [{ generate: alice }] }] }] } }
            redis: { bundled: { persistence: { enabled: false } } }
            silo:
              replicas: 3
              probeTimeout: 00:00:02.5
              podAnnotations: { a: "1" }
              podLabels: { team: red }
              nodeSelector: { pool: simulators }
              tolerations: [{ key: load, operator: Exists }]
              affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: a, operator: Exists }] }] } } }
              priorityClassName: high
              extraEnv: [{ name: StsSim__AnnotateAnswers, value: "false" }]
            gateway:
              autoscaling: { enabled: true, maxReplicas: 20, requestsPerSecond: 2000000 }
              podAnnotations: { a: "1" }
              extraEnv: [{ name: StsSim__AnnotateAnswers, value: "false" }]
              extraEnvFrom: [{ secretRef: { name: keys } }]
            service: { type: LoadBalancer, port: 80, annotations: { a: "1" } }
            controlListener: { enabled: true }
            ingress: { enabled: true, className: nginx, hosts: [a.example.com, b.example.com], tls: [{ secretName: a, hosts: [a.example.com] }], annotations: { a: "1" } }
            networkPolicy: { gatewayFrom: [{ namespaceSelector: { matchLabels: { team: red } } }], controlFrom: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }
            telemetry: { otlpEndpoint: "http://collector:4317" }
            dashboard: { enabled: true }
            serviceAccount: { annotations: { a: "1" } }
            imagePullSecrets: [{ name: registry }]
            """),
        new(
            "helm: with what is there already",
            """
            fullnameOverride: sts
            clusterId: ours
            image: { repository: registry.example/stssim, tag: "1", pullPolicy: Always }
            world: { existingConfigMap: our-world }
            adminToken: { existingSecret: our-secrets, existingSecretKey: token }
            redis: { existingSecret: our-secrets, existingSecretKey: redis }
            networkPolicy: { enabled: false }
            silo: { podDisruptionBudget: { enabled: false } }
            gateway: { podDisruptionBudget: { enabled: false }, preStopSleepSeconds: 20, terminationGracePeriodSeconds: 60 }
            """,
            """
            apiVersion: v1
            kind: Secret
            metadata: { name: our-secrets }
            stringData: { token: a-token-of-ours, redis: "redis.example:6380,password=secret,ssl=true" }
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: our-world }
            data: { world.json: '{ "accounts": [{ "id": "123456789012" }] }' }
            """),
    ];

    /// <summary>Skips the test where Helm is not installed.</summary>
    public async Task<ManifestSet> RenderAsync()
    {
        ToolResult result = await TemplateAsync(Values);
        Assert.True(result.ExitCode == 0, result.Error);
        var rendered = ManifestSet.Rendered(result.Output, Name);
        return Beside.Length == 0 ? rendered : rendered.With(ManifestSet.Rendered(Beside, $"beside {Name}"));
    }

    /// <param name="values">A file of values.</param>
    public static async Task<ToolResult> TemplateAsync(string values)
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, values, TestContext.Current.CancellationToken);
            return await HelmProgram.RunAsync("template", "stssim", Folder, "--namespace", "simulation", "--values", file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
