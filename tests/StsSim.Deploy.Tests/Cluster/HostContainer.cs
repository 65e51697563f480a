using System.Text;
using System.Text.RegularExpressions;
using k8s.Models;
using Microsoft.Extensions.Configuration;
using StsSim.Deploy.Tests.Manifests;
using StsSim.Host;

namespace StsSim.Deploy.Tests.Cluster;

/// <summary>A container of the host's image, and what the host makes of its arguments and variables, by its own reader.</summary>
internal sealed partial class HostContainer
{
    /// <summary>That of every pod here.</summary>
    public const string PodAddress = "10.1.2.3";

    private HostContainer(string[] arguments, Dictionary<string, string> variables)
    {
        Variables = variables;
        AskedSettings asked = new(variables);
        Settings = HostCommand.ReadSettings(arguments, new ConfigurationRoot([asked]));
        Asked = asked.Names;
    }

    public IReadOnlyDictionary<string, string> Variables { get; }

    public HostSettings Settings { get; }

    /// <summary>The names of the variables that the host asked for.</summary>
    public IReadOnlySet<string> Asked { get; }

    /// <summary>The ports that it listens on: of HTTP those of <c>--urls</c> and of <c>--control-urls</c>.</summary>
    public IEnumerable<int> HttpPorts => $"{Settings.Urls};{Settings.ControlUrls}".Split(';', StringSplitOptions.RemoveEmptyEntries).Select(url => new Uri(url).Port);

    /// <summary>Those of silos, for each other and for gateways.</summary>
    public IEnumerable<int> SiloPorts => Settings.Role == HostRole.Gateway ? [] : [Settings.Cluster.SiloPort!.Value, Settings.Cluster.GatewayPort!.Value];

    /// <summary>In a pod: variables come from Secrets of the set and from the pod, and refer to those before them.</summary>
    public static HostContainer Of(V1Container container, ManifestSet manifests)
    {
        var variables = new Dictionary<string, string>();
        foreach (V1EnvVar variable in container.Env)
        {
            string value = variable.Value ?? ValueOf(variable.ValueFrom, manifests);
            variables[variable.Name] = Reference().Replace(value, match => variables[match.Groups["name"].Value]);
        }

        return new HostContainer([.. container.Args], variables);
    }

    /// <summary>Of a compose file.</summary>
    public static HostContainer Of(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> variables) => new([.. arguments], new Dictionary<string, string>(variables));

    private static string ValueOf(V1EnvVarSource source, ManifestSet manifests)
    {
        if (source.FieldRef is { } field)
        {
            return field.FieldPath == "status.podIP" ? PodAddress : $"the-{field.FieldPath}";
        }

        V1Secret secret = manifests.Get<V1Secret>(source.SecretKeyRef.Name);
        return secret.StringData?[source.SecretKeyRef.Key] ?? Encoding.UTF8.GetString(secret.Data[source.SecretKeyRef.Key]);
    }

    [GeneratedRegex(@"\$\((?<name>\w+)\)")]
    private static partial Regex Reference();
}
