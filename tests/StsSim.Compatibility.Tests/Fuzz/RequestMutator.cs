using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using StsSim.Compatibility.Tests.Replay;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Fuzz;

/// <summary>Changes a valid request at random. The same random numbers make the same changes.</summary>
/// <param name="host">The Host header of a request that is signed anew.</param>
/// <param name="now">When requests that are signed anew are signed.</param>
internal sealed class RequestMutator(Random random, string host, DateTimeOffset now)
{
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
        request.Method = random.Next(10) == 0 ? Pick(HostileText.Methods.Where(method => method is not ("PRI" or "HEAD")).ToArray()) : request.Body.Length > 0 ? "POST" : "GET";
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
            bytes = Damage(bytes);
        }

        return bytes;
    }

    private void ChangeMeaning(FuzzedRequest request)
    {
        switch (random.Next(8))
        {
            case 0:
                request.Headers.Insert(random.Next(request.Headers.Count + 1), Pick(HostileText.Headers));
                break;
            case 1 when request.Headers.Count > 0:
                ChangeHeader(request);
                break;
            case 2 when request.Body.Length > 0:
                request.Body = Damage(request.Body);
                break;
            case 3:
                MoveParameters(request);
                break;
            default:
                ChangeParameters(request);
                break;
        }
    }

    // Changes names, values, number and order of the parameters, wherever they are.
    private void ChangeParameters(FuzzedRequest request)
    {
        bool inBody = request.Body.Length > 0;
        List<string> parameters = [.. (inBody ? Encoding.Latin1.GetString(request.Body) : request.Query).Split('&')];
        int at = random.Next(parameters.Count);
        string[] pair = parameters[at].Split('=', 2);
        switch (random.Next(11))
        {
            case 9:
            case 10:
                parameters[at] = $"{pair[0]}={ChangedInside(pair[^1])}";
                break;
            case 0:
                parameters.RemoveAt(at);
                break;
            case 1:
                parameters.Insert(random.Next(parameters.Count), parameters[at]);
                break;
            case 2:
                parameters[at] = $"{pair[0]}={Pick(HostileText.Values)}";
                break;
            case 3:
                parameters[at] = $"{Pick(HostileText.Names)}={pair[^1]}";
                break;
            case 4:
                parameters[at] = $"{pair[0]}={pair[^1]}{Pick(HostileText.Values)}";
                break;
            case 5:
                parameters.Add($"{Pick(HostileText.Names)}={Pick(HostileText.Values)}");
                break;
            case 6:
                parameters[at] = $"{pair[0]}={Repeated(Pick(HostileText.Values), 1 << random.Next(15))}";
                break;
            case 7:
                random.Shuffle(CollectionsMarshal.AsSpan(parameters));
                break;
            default:
                parameters[at] = Respelled(parameters[at]);
                break;
        }

        string form = string.Join('&', parameters);
        if (inBody)
        {
            request.Body = Encoding.Latin1.GetBytes(form);
        }
        else
        {
            // A blank or a line end would end the request line.
            request.Query = string.Concat(form.Where(c => c is > ' ' and not '#' and < '\u007f'));
        }
    }

    // Damages what a value says beneath its encodings: a policy, a claim of a token, the XML of an assertion.
    private string ChangedInside(string value)
    {
        string text = Uri.UnescapeDataString(value);
        string[] parts = text.Split('.');
        int at = random.Next(parts.Length);
        if (parts.Length == 3 && Base64Url.IsValid(parts[at]))
        {
            parts[at] = Base64Url.EncodeToString(Damage(Base64Url.DecodeFromChars(parts[at])));
            return string.Join('.', parts);
        }

        byte[] inside = text.Length > 100 && Base64.IsValid(text)
            ? Encoding.Latin1.GetBytes(Convert.ToBase64String(Damage(Convert.FromBase64String(text))))
            : Damage(Encoding.UTF8.GetBytes(text));
        return string.Concat(inside.Select(b => $"%{b:X2}"));
    }

    private void MoveParameters(FuzzedRequest request)
    {
        string form = Encoding.Latin1.GetString(request.Body);
        if (form.Length == 0)
        {
            request.Body = Encoding.Latin1.GetBytes(request.Query);
            request.Query = "";
        }
        else if (form.All(c => c is > ' ' and not '#' and < '\u007f'))
        {
            string[] parameters = form.Split('&');
            int stay = random.Next(parameters.Length);
            request.Body = Encoding.Latin1.GetBytes(string.Join('&', parameters[..stay]));
            request.Query = string.Join('&', parameters[stay..]);
        }
    }

    private void ChangeHeader(FuzzedRequest request)
    {
        int at = random.Next(request.Headers.Count);
        (string name, string value) = request.Headers[at];
        switch (random.Next(5))
        {
            case 0:
                request.Headers.RemoveAt(at);
                break;
            case 1:
                request.Headers[at] = (random.Next(2) == 0 ? name.ToUpperInvariant() : Respelled(name), value);
                break;
            case 2 when value.Length > 0:
                int cut = random.Next(value.Length);
                request.Headers[at] = (name, value[..cut] + (random.Next(2) == 0 ? "" : value[(cut + 1)..]));
                break;
            case 3:
                request.Headers[at] = (name, $"  {value}\t ");
                break;
            default:
                request.Headers.Insert(at, (name, value + Repeated("x", 1 << random.Next(12))));
                break;
        }
    }

    private void ChangeMessage(FuzzedRequest request)
    {
        switch (random.Next(7))
        {
            case 0:
                request.Method = Pick(HostileText.Methods);
                break;
            case 1:
                request.Target = Pick(HostileText.Targets);
                break;
            case 2:
                request.Version = Pick(HostileText.Versions);
                break;
            case 3:
                request.IsChunked = !request.IsChunked;
                break;
            case 4 when request.Headers.Count > 0:
                request.Headers.RemoveAt(random.Next(request.Headers.Count));
                request.Headers.Add(("X-Last", ""));
                break;
            default:
                request.Headers.Insert(random.Next(request.Headers.Count), Pick(HostileText.Framing));
                break;
        }
    }

    private byte[] Damage(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return bytes;
        }

        int at = random.Next(bytes.Length);
        int length = Math.Min(1 << random.Next(8), bytes.Length - at);
        switch (random.Next(5))
        {
            case 0:
                byte[] flipped = [.. bytes];
                flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1:
                return [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]];
            case 2:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 3:
                return [.. bytes[..(at + length)], .. bytes[at..]];
            default:
                return bytes[..at];
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
        byte[] token = Damage(Encoding.Latin1.GetBytes(key.SessionToken ?? "IQoJb3JpZ2luX2VjEA=="));
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

    // Some letters as escapes, in either case of hexadecimal, or in the other case.
    private string Respelled(string text) => string.Concat(text.Select(c => random.Next(4) switch
    {
        0 when char.IsAsciiLetter(c) => $"{(char)(c ^ 0x20)}",
        1 when char.IsAsciiLetterOrDigit(c) && text.Contains('=') => random.Next(2) == 0 ? $"%{(int)c:x2}" : $"%{(int)c:X2}",
        _ => $"{c}",
    }));

    private static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, Math.Min(times, 1 + (60_000 / (text.Length + 1)))));

    private T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
