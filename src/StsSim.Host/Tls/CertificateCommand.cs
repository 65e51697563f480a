using System.CommandLine;
using System.Globalization;

namespace StsSim.Host.Tls;

/// <summary><c>certificate</c>: makes a development certificate that outlives a start, for clients that are to trust it once.</summary>
internal static class CertificateCommand
{
    private const int CannotWrite = 1;
    private const string DefaultFolder = "tls";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static Command Create()
    {
        var folder = new Option<string>("--out")
        {
            Description = $"The folder to write ca.pem, server.pem and server.key to. [default: {DefaultFolder}]",
            DefaultValueFactory = _ => DefaultFolder,
            HelpName = "DIR",
        };
        var hosts = new Option<string[]>("--host")
        {
            Description = "A further DNS name or IP address that clients will use, e.g. the name of a Kubernetes service; can be repeated. [always: localhost, this machine's name, those of AWS's STS and IAM endpoints]",
            HelpName = "NAME",
        };
        hosts.Validators.Add(result =>
        {
            foreach (string host in result.GetValueOrDefault<string[]>() ?? [])
            {
                if (!SubjectNames.IsValid(host))
                {
                    result.AddError($"'{host}' is no DNS name and no IP address: --host takes one.");
                }
            }
        });
        var command = new Command("certificate", "Make a development certificate for https addresses, and the certificate authority that clients have to trust.") { folder, hosts };
        command.SetAction(parsed => Run(parsed, parsed.GetRequiredValue(folder), parsed.GetValue(hosts) ?? []));
        return command;
    }

    private static int Run(ParseResult parsed, string folder, string[] hosts)
    {
        string authority = Path.GetFullPath(Path.Combine(folder, "ca.pem"));
        string server = Path.GetFullPath(Path.Combine(folder, "server.pem"));
        string key = Path.GetFullPath(Path.Combine(folder, "server.key"));
        if (new[] { authority, server, key }.FirstOrDefault(File.Exists) is { } taken)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"stssim: '{taken}' is there already, and clients may trust it: remove it, or name another folder by --out.");
            return CannotWrite;
        }

        SubjectNames subjects = SubjectNames.With(hosts);
        using var certificate = DevelopmentCertificate.Create(subjects, TimeProvider.System);
        try
        {
            Directory.CreateDirectory(folder);
            WriteKey(key, certificate.ExportKey());
            File.WriteAllText(authority, certificate.AuthorityPem);
            File.WriteAllText(server, certificate.ServerPem);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"stssim: The certificate cannot be written to '{folder}': {e.Message}");
            return CannotWrite;
        }

        string until = certificate.Server.NotAfter.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        int names = subjects.Names.Count + subjects.Addresses.Count;
        parsed.InvocationConfiguration.Output.WriteLine($"""
            {authority}  what clients have to trust
            {server}  for {names} names, until {until}
            {key}  readable by you alone

            The authority's own key is gone, so trusting it is trusting this one certificate. Serve with it:
              --urls https://127.0.0.1:7443 --tls-certificate {server} --tls-key {key}

            Nothing on this machine trusts it yet. A client does with one variable in its environment:
              AWS_CA_BUNDLE={authority}        AWS CLI, boto3, SDK for Go
              NODE_EXTRA_CA_CERTS={authority}  SDK for JavaScript
              SSL_CERT_FILE={authority}        SDKs for .NET on Linux, Go, Ruby, Rust
              REQUESTS_CA_BUNDLE={authority}   Python programs with requests
            For Java: keytool -importcert -noprompt -alias stssim -file {authority} -keystore stssim.p12 -storepass changeit
            More: docs/guides/tls-and-dns.md
            """);
        return 0;
    }

    // Its mode from the first byte on, and never over what is there.
    private static void WriteKey(string path, string key)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var writer = new StreamWriter(path, options);
        writer.Write(key);
    }
}
