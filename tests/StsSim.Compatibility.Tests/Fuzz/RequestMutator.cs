using System.Globalization;
using System.Text;
using StsSim.Compatibility.Tests.Replay;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Fuzz;

/// <summary>Changes a valid request at random. The same random numbers make the same changes.</summary>
/// <param name="host">The Host header of a request that is signed anew.</param>
/// <param name="now">When requests that are signed anew are signed.</param>
internal sealed class RequestMutator(Random random, string host, DateTimeOffset now)
{
    private readonly ByteMutator _bytes = new(random);
    private readonly ParameterMutator _parameters = new(random);

    /// <summary>
    /// Changes what the request says, and signs it then, so that it reaches the operations. What comes out is a valid HTTP
    /// message, so an answer is due.
    /// </summary>
    public FuzzedRequest ChangeAndSign(FuzzedRequest request, ClientKey key)
    {
        for (int changes = random.Next(4); changes > 0; changes--)
        {
            ChangeMeaning(request);
        }

        // What the reader of HTTP needs, it gets.
        request.Set("Host", host);
        request.Remove("Expect");
        request.Remove("Authorization");
        request.Query = string.Join('&', request.Query.Split('&').Where(parameter => !parameter.StartsWith("X-Amz-", StringComparison.Ordinal)));
        request.Method = random.Next(10) == 0 ? _bytes.Pick(HostileText.Methods.Where(method => method is not ("PRI" or "HEAD")).ToArray()) : request.Body.Length > 0 ? "POST" : "GET";
        Frame(request);
        Sign(request, random.Next(8) == 0 ? Forged(key) : key);
        return request;
    }

    /// <summary>Changes anything, the bytes of the message included, and leaves whatever signature there was.</summary>
    public byte[] ChangeBytes(FuzzedRequest request)
    {
        for (int changes = random.Next(3); changes > 0; changes--)
        {
            ChangeMeaning(request);
        }

        for (int changes = random.Next(3); changes > 0; changes--)
        {
            ChangeMessage(request);
        }

        byte[] bytes = request.ToBytes();
        for (int changes = random.Next(3); changes > 0; changes--)
        {
            bytes = _bytes.Damage(bytes);
        }

        return bytes;
    }

    private void ChangeMeaning(FuzzedRequest request)
    {
        switch (random.Next(8))
        {
            case 0:
                request.Headers.Insert(random.Next(request.Headers.Count + 1), _bytes.Pick(HostileText.Headers));
                break;
            case 1:
                ChangeHeader(request);
                break;
            case 2 when request.Body.Length > 0:
                request.Body = _bytes.Damage(request.Body);
                break;
            case 3:
                _parameters.Move(request);
                break;
            default:
                _parameters.Change(request);
                break;
        }
    }

    private void ChangeHeader(FuzzedRequest request)
    {
        if (request.Headers.Count == 0)
        {
            request.Headers.Add(_bytes.Pick(HostileText.Headers));
        }

        int at = random.Next(request.Headers.Count);
        (string name, string value) = request.Headers[at];
        switch (random.Next(5))
        {
            case 0:
                request.Headers.RemoveAt(at);
                break;
            case 1:
                request.Headers[at] = (random.Next(2) == 0 ? name.ToUpperInvariant() : _bytes.Respell(name), value);
                break;
            case 2 when value.Length > 0:
                int cut = random.Next(value.Length);
                request.Headers[at] = (name, value[..cut] + (random.Next(2) == 0 ? "" : value[(cut + 1)..]));
                break;
            case 3:
                request.Headers[at] = (name, $"  {value}\t ");
                break;
            default:
                request.Headers.Insert(at, (name, value + ByteMutator.Repeat("x", 1 << random.Next(12))));
                break;
        }
    }

    private void ChangeMessage(FuzzedRequest request)
    {
        switch (random.Next(7))
        {
            case 0:
                request.Method = _bytes.Pick(HostileText.Methods);
                break;
            case 1:
                request.Target = _bytes.Pick(HostileText.Targets);
                break;
            case 2:
                request.Version = _bytes.Pick(HostileText.Versions);
                break;
            case 3:
                request.IsChunked = !request.IsChunked;
                break;
            case 4:
                request.Headers.Clear();
                break;
            default:
                request.Headers.Insert(random.Next(request.Headers.Count + 1), _bytes.Pick(HostileText.Framing));
                break;
        }
    }

    // Announces the body as it is, in one of the two ways.
    private void Frame(FuzzedRequest request)
    {
        request.Remove("Content-Length");
        request.Remove("Transfer-Encoding");
        request.Remove("Connection");
        request.Remove("Upgrade");
        request.IsChunked = request.Body.Length > 0 && random.Next(5) == 0;
        if (request.IsChunked)
        {
            request.Headers.Add(("Transfer-Encoding", "chunked"));
        }
        else if (request.Body.Length > 0)
        {
            request.Headers.Add(("Content-Length", request.Body.Length.ToString(CultureInfo.InvariantCulture)));
        }
    }

    // The right secret under a session token that was tampered with, still fit for a header.
    private ClientKey Forged(ClientKey key)
    {
        byte[] token = _bytes.Damage(Encoding.Latin1.GetBytes(key.SessionToken ?? "IQoJb3JpZ2luX2VjEA=="));
        return key with { SessionToken = Encoding.Latin1.GetString(token).Replace('\r', 'r').Replace('\n', 'n').Replace('\0', '0') };
    }

    private void Sign(FuzzedRequest request, ClientKey key)
    {
        string date = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        request.Set("X-Amz-Date", date);
        request.Remove("X-Amz-Security-Token");
        if (key.SessionToken is not null)
        {
            request.Headers.Add(("X-Amz-Security-Token", key.SessionToken));
        }

        // Signs any headers, host and date among them.
        string[] names = [.. request.Headers.Select(header => header.Name.ToLowerInvariant()).Distinct()
            .Where(name => name is "host" or "x-amz-date" or "x-amz-security-token" || (random.Next(2) == 0 && name is not ("transfer-encoding" or "content-length")))
            .Order(StringComparer.Ordinal)];
        string list = string.Join(';', names);
        request.Headers.Add(("Authorization", $"AWS4-HMAC-SHA256 Credential={key.AccessKeyId}/{ReplaySigner.Scope(date)}, SignedHeaders={list}, Signature="));
        string signature = ReplaySigner.Sign(key.SecretAccessKey, date, $"{request.Method} {request.Target} {request.Version}", [.. request.Headers], request.Body);
        request.Headers[^1] = ("Authorization", request.Headers[^1].Value + signature);
    }
}
