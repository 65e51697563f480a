using System.Globalization;
using StsSim.Operations.Authentication;

namespace StsSim.Host;

/// <summary>What a person sees who starts the simulator: where it is and a line to try it with.</summary>
internal static class StartupBanner
{
    private const string ExampleAccessKeyId = "AKIARZPUZDIKKVJVIU2T";
    private const string ExampleSecretAccessKey = "StsSimExampleSecretAccessKeyForLoadTests";

    public static void Write(TextWriter output, Simulator simulator, HostSettings settings)
    {
        string url = simulator.Endpoint.ToString().TrimEnd('/');
        string controlUrl = simulator.ControlEndpoint.ToString().TrimEnd('/');
        output.WriteLine();
        output.WriteLine($"  StsSim is ready at {url}  ({PartOf(settings.Role)}Ctrl-C stops it)");
        output.WriteLine();
        if (settings.Role == HostRole.Silo)
        {
            output.WriteLine($"  health       {url}/health/ready");
            output.WriteLine($"  metrics      {controlUrl}/metrics");
            output.WriteLine();
            output.Flush();
            return;
        }

        if (settings.World is null)
        {
            string trust = simulator.CertificateAuthorityFile is { } authority && simulator.Endpoint.Scheme == Uri.UriSchemeHttps ? $"AWS_CA_BUNDLE={authority} " : "";
            output.WriteLine("  Try it:");
            output.WriteLine($"    AWS_ACCESS_KEY_ID={ExampleAccessKeyId} AWS_SECRET_ACCESS_KEY={ExampleSecretAccessKey} AWS_DEFAULT_REGION=us-east-1 {trust}\\");
            output.WriteLine($"      aws sts get-federation-token --name Bob --endpoint-url {url}");
        }
        else
        {
            output.WriteLine($"  World: {settings.World}");
        }

        output.WriteLine();
        output.WriteLine($"  dashboard    {controlUrl}/_stssim/ui");
        output.WriteLine($"  control API  {controlUrl}/_stssim/");
        output.WriteLine($"  metrics      {controlUrl}/metrics");
        if (simulator.CertificateAuthority is not null)
        {
            string file = simulator.CertificateAuthorityFile is { } path ? $"{path}, " : "";
            output.WriteLine($"  trust        {file}{controlUrl}/_stssim/tls/ca.pem: the CA of the development certificate made for this start");
        }

        if (settings.Seed is { } seed)
        {
            output.WriteLine($"  seed         {seed.ToString(CultureInfo.InvariantCulture)}, which faults are drawn from");
        }

        if (settings.Auth == AuthenticationMode.Permissive)
        {
            output.WriteLine("  --auth permissive: any access key is accepted and no signature is checked");
        }

        output.WriteLine();
        output.Flush();
    }

    private static string PartOf(HostRole role) => role switch
    {
        HostRole.Silo => "a silo; gateways answer requests; ",
        HostRole.Gateway => "a gateway; ",
        _ => "",
    };
}
