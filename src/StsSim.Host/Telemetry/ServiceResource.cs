using System.Reflection;
using OpenTelemetry.Resources;

namespace StsSim.Host.Telemetry;

/// <summary>Whose telemetry it is. <c>OTEL_SERVICE_NAME</c> and <c>OTEL_RESOURCE_ATTRIBUTES</c> have the last word.</summary>
internal static class ServiceResource
{
    private static string? Version { get; } =
        typeof(ServiceResource).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    /// <param name="instanceId">The same for every signal.</param>
    public static void Describe(ResourceBuilder resource, Guid instanceId) => resource
        .AddService("stssim", serviceVersion: Version, serviceInstanceId: instanceId.ToString())
        .AddEnvironmentVariableDetector();
}
