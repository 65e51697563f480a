using System.Net;

namespace StsSim.Protocol;

/// <summary>One AWS request exactly as it arrived, whatever carried it.</summary>
/// <remarks>
/// Header values are given byte for char (ISO 8859-1), because a signature covers the bytes the client sent and not
/// their interpretation.
/// </remarks>
public abstract class WireRequest
{
    /// <summary>The HTTP method, upper case.</summary>
    public abstract string Method { get; }

    /// <summary>The query string as received, still percent-encoded, without the question mark.</summary>
    public abstract string RawQuery { get; }

    /// <summary>The whole body as received.</summary>
    public abstract ReadOnlyMemory<byte> Body { get; }

    /// <summary>Where the request came from, or <see langword="null"/> where that is not known.</summary>
    public virtual IPAddress? RemoteAddress => null;

    /// <summary>Cancelled once nobody waits for the answer.</summary>
    public virtual CancellationToken Aborted => default;

    /// <summary>Whether it came over TLS.</summary>
    public virtual bool IsSecure => false;

    /// <summary>The value of a header by case-insensitive name; a header sent several times is joined by commas.</summary>
    public abstract bool TryGetHeader(string name, out string value);
}
