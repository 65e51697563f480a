using Microsoft.Extensions.Configuration;

namespace StsSim.Host.Tls;

/// <summary>What https addresses show their clients. Each can stand in the environment, e.g. <c>StsSim__TlsCertificate</c>.</summary>
public sealed record TlsSettings
{
    /// <summary>A certificate and its intermediates in PEM, or a PFX with its key; <see langword="null"/> for a development certificate made at the start.</summary>
    public string? Certificate { get; init; }

    /// <summary>The certificate's private key in PEM; <see langword="null"/> where it stands in <see cref="Certificate"/>.</summary>
    public string? Key { get; init; }

    /// <summary>What the PFX or the private key is encrypted with, if it is.</summary>
    public string? Password { get; init; }

    /// <summary>Where the development certificate's authority is written; <see langword="null"/> for a temporary folder that ends with the process.</summary>
    public string? Directory { get; init; }

    /// <exception cref="StartupException">A key was named and no certificate.</exception>
    public static TlsSettings Read(IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection("StsSim");
        var settings = new TlsSettings
        {
            Certificate = Text(section["TlsCertificate"]),
            Key = Text(section["TlsKey"]),
            Password = Text(section["TlsPassword"]),
            Directory = Text(section["TlsDirectory"]),
        };
        return settings is { Key: not null, Certificate: null }
            ? throw new StartupException($"--tls-key '{settings.Key}' is the key of no certificate: name that by --tls-certificate.")
            : settings;
    }

    public override string ToString() => $"{nameof(TlsSettings)} {Certificate}"; // the password stays out of logs

    private static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
