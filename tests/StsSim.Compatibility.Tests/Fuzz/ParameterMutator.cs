using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;

namespace StsSim.Compatibility.Tests.Fuzz;

/// <summary>Changes the parameters of a request at random.</summary>
internal sealed class ParameterMutator(Random random)
{
    private readonly ByteMutator _bytes = new(random);

    /// <summary>Changes a name, a value, the number or the order of the parameters, wherever they are.</summary>
    public void Change(FuzzedRequest request)
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
                parameters[at] = $"{pair[0]}={_bytes.Pick(HostileText.Values)}";
                break;
            case 3:
                parameters[at] = $"{_bytes.Pick(HostileText.Names)}={pair[^1]}";
                break;
            case 4:
                parameters[at] = $"{pair[0]}={pair[^1]}{_bytes.Pick(HostileText.Values)}";
                break;
            case 5:
                parameters.Add($"{_bytes.Pick(HostileText.Names)}={_bytes.Pick(HostileText.Values)}");
                break;
            case 6:
                parameters[at] = $"{pair[0]}={ByteMutator.Repeat(_bytes.Pick(HostileText.Values), 1 << random.Next(15))}";
                break;
            case 7:
                random.Shuffle(CollectionsMarshal.AsSpan(parameters));
                break;
            default:
                parameters[at] = _bytes.Respell(parameters[at]);
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

    /// <summary>Moves parameters between query and body.</summary>
    public void Move(FuzzedRequest request)
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

    // Damages what a value says beneath its encodings: a policy, a claim of a token, the XML of an assertion.
    private string ChangedInside(string value)
    {
        string text = Uri.UnescapeDataString(value);
        string[] parts = text.Split('.');
        int at = random.Next(parts.Length);
        if (parts.Length == 3 && Base64Url.IsValid(parts[at]))
        {
            parts[at] = Base64Url.EncodeToString(_bytes.Damage(Base64Url.DecodeFromChars(parts[at])));
            return string.Join('.', parts);
        }

        byte[] inside = text.Length > 100 && Base64.IsValid(text)
            ? Encoding.Latin1.GetBytes(Convert.ToBase64String(_bytes.Damage(Convert.FromBase64String(text))))
            : _bytes.Damage(Encoding.UTF8.GetBytes(text));
        return string.Concat(inside.Select(b => $"%{b:X2}"));
    }
}
