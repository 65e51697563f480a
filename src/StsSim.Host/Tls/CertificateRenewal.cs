using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace StsSim.Host.Tls;

/// <summary>
/// Takes a renewed certificate from its files. It looks at what is in them now and then, for where Kubernetes mounts a
/// Secret, links are swapped and no file is written that could be watched.
/// </summary>
internal sealed partial class CertificateRenewal(ServerTls tls, CertificateFiles files, ILogger<CertificateRenewal> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time = TimeProvider.System; // certificates are for real clients, with real clocks
    private byte[] _known = files.Fingerprint();
    private byte[] _seen = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        WarnOfFlaw();
        using var timer = new PeriodicTimer(Interval, _time);
        while (await NextAsync(timer, stoppingToken))
        {
            try
            {
                Look();
            }
            catch (Exception e) when (e is StartupException or CryptographicException)
            {
                NotRenewed(e.Message);
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // Files are written one after the other, so they are read once they have stood still.
    private void Look()
    {
        byte[] seen = FingerprintOrNothing();
        bool isNew = !seen.AsSpan().SequenceEqual(_known);
        bool isSettled = seen.AsSpan().SequenceEqual(_seen);
        _seen = seen;
        if (!isNew || !isSettled)
        {
            return;
        }

        _known = seen; // good or bad, it is taken or told of once
        tls.Certificate = files.Read();
        Renewed(files);
        WarnOfFlaw();
    }

    // A file that is gone for a moment is on its way; one that stays away is told of once, by reading it.
    private byte[] FingerprintOrNothing()
    {
        try
        {
            return files.Fingerprint();
        }
        catch (StartupException)
        {
            return [];
        }
    }

    private void WarnOfFlaw()
    {
        if (tls.Certificate.FlawAt(_time.GetUtcNow()) is { } flaw)
        {
            WillBeRefused(files, flaw);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The TLS certificate was renewed from {Certificate}")]
    private partial void Renewed(CertificateFiles certificate);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The TLS certificate stays what it was: {Reason}")]
    private partial void NotRenewed(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The TLS certificate {Certificate} {Flaw}, so clients will refuse it")]
    private partial void WillBeRefused(CertificateFiles certificate, string flaw);
}
