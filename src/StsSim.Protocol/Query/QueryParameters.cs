using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace StsSim.Protocol.Query;

/// <summary>
/// The parameters of one AWS Query request, decoded once into a rented buffer and looked up by their UTF-8 names.
/// </summary>
/// <remarks>
/// Most requests have a dozen parameters, so a look-up is a scan; of more than that they are found by their hashes, chained
/// through the entries themselves. Strings are made only of what an operation asks for.
/// Not thread-safe; reset it when the request is answered. After that it may be filled again and rents anew.
/// </remarks>
public sealed class QueryParameters : IReusable, IDisposable
{
    /// <summary>More parameters than any STS or IAM operation takes.</summary>
    public const int DefaultMaximumCount = 512;

    private const int MostScanned = 32;

    private readonly int _maximumCount;
    private Contents _held;

    /// <param name="maximumCount">Of parameters; with more the request is refused.</param>
    public QueryParameters(int maximumCount = DefaultMaximumCount) => _maximumCount = maximumCount;

    public int Count => _held.Count;

    /// <summary>How many of the first entries came from the query string; the rest came from the body.</summary>
    public int FromQueryString => _held.FromQueryString;

    /// <summary>Decodes the query string. Call it before <see cref="DecodeBody"/>.</summary>
    public DecodeOutcome DecodeQueryString(ReadOnlySpan<char> rawQuery)
    {
        if (rawQuery.IsEmpty)
        {
            return DecodeOutcome.Decoded;
        }

        byte[] bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(rawQuery.Length));
        int length = Encoding.UTF8.GetBytes(rawQuery, bytes);
        DecodeOutcome outcome = Decode(bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
        _held.FromQueryString = _held.Count;
        return outcome;
    }

    /// <summary>Decodes a form body, adding to what the query string held.</summary>
    public DecodeOutcome DecodeBody(ReadOnlySpan<byte> body) => Decode(body);

    /// <summary>The decoded UTF-8 value of a parameter, byte-exact and case-sensitive by name.</summary>
    public bool TryGet(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        int found = _held.Count <= MostScanned ? Scan(name) : FindByHash(name);
        value = found < 0 ? default : ValueOf(_held.Entries![found]);
        return found >= 0;
    }

    /// <summary>The value as text, or <see langword="null"/> where the parameter was not sent.</summary>
    public string? Find(ReadOnlySpan<byte> name) =>
        TryGet(name, out ReadOnlySpan<byte> value) ? Encoding.UTF8.GetString(value) : null;

    /// <summary>The decoded name and value of the entry at <paramref name="index"/>, in order of arrival.</summary>
    public void GetEntry(int index, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        name = NameOf(_held.Entries![index]);
        value = ValueOf(_held.Entries![index]);
    }

    /// <summary>
    /// The member numbers of a list such as <c>Tags.member.</c>, ascending, each once. Gaps are accepted; an empty list
    /// sent as <c>Tags=</c> has no members.
    /// </summary>
    public IReadOnlyList<int> MemberNumbers(ReadOnlySpan<byte> prefix)
    {
        List<int>? numbers = null;
        bool isAscending = true;
        for (int i = 0; i < _held.Count; i++)
        {
            ReadOnlySpan<byte> name = NameOf(_held.Entries![i]);
            if (!name.StartsWith(prefix))
            {
                continue;
            }

            ReadOnlySpan<byte> digits = name[prefix.Length..];
            int dot = digits.IndexOf((byte)'.');
            if (dot >= 0)
            {
                digits = digits[..dot];
            }

            if (!digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')
                && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                numbers ??= [];
                if (numbers.Count == 0 || number > numbers[^1])
                {
                    numbers.Add(number);
                }
                else if (number < numbers[^1])
                {
                    numbers.Add(number);
                    isAscending = false;
                }
            }
        }

        if (numbers is null)
        {
            return [];
        }

        return isAscending ? numbers : new SortedSet<int>(numbers).ToList();
    }

    /// <summary>The value of <c>{prefix}{number}{suffix}</c>, e.g. <c>Tags.member.</c>, 3, <c>.Key</c>.</summary>
    public string? FindMember(ReadOnlySpan<byte> prefix, int number, ReadOnlySpan<byte> suffix)
    {
        Span<byte> name = stackalloc byte[prefix.Length + 11 + suffix.Length];
        prefix.CopyTo(name);
        number.TryFormat(name[prefix.Length..], out int digits, default, CultureInfo.InvariantCulture);
        suffix.CopyTo(name[(prefix.Length + digits)..]);
        return Find(name[..(prefix.Length + digits + suffix.Length)]);
    }

    public void Reset()
    {
        if (_held.Decoded is { } decoded)
        {
            ArrayPool<byte>.Shared.Return(decoded);
        }

        if (_held.Entries is { } entries)
        {
            ArrayPool<Entry>.Shared.Return(entries);
        }

        _held = default;
    }

    public void Dispose() => Reset();

    private DecodeOutcome Decode(ReadOnlySpan<byte> encoded)
    {
        ReserveDecoded(encoded.Length);
        while (!encoded.IsEmpty)
        {
            int end = encoded.IndexOf((byte)'&');
            ReadOnlySpan<byte> pair = end < 0 ? encoded : encoded[..end];
            encoded = end < 0 ? default : encoded[(end + 1)..];
            if (pair.IsEmpty)
            {
                continue;
            }

            DecodeOutcome outcome = DecodePair(pair);
            if (outcome != DecodeOutcome.Decoded)
            {
                return outcome;
            }
        }

        return DecodeOutcome.Decoded;
    }

    private DecodeOutcome DecodePair(ReadOnlySpan<byte> pair)
    {
        int equals = pair.IndexOf((byte)'=');
        ReadOnlySpan<byte> encodedName = equals < 0 ? pair : pair[..equals];
        ReadOnlySpan<byte> encodedValue = equals < 0 ? default : pair[(equals + 1)..];

        if (!TryUnescape(encodedName, out int nameStart) || !TryUnescape(encodedValue, out int valueStart))
        {
            return DecodeOutcome.MalformedEscape;
        }

        var entry = new Entry(nameStart, valueStart - nameStart, valueStart, _held.DecodedLength - valueStart);
        if (!Utf8.IsValid(NameOf(entry)) || !Utf8.IsValid(ValueOf(entry)))
        {
            return DecodeOutcome.InvalidUtf8;
        }

        if (TryGet(NameOf(entry), out _))
        {
            return DecodeOutcome.DuplicateName;
        }

        return Add(entry) ? DecodeOutcome.Decoded : DecodeOutcome.TooMany;
    }

    private bool Add(Entry entry)
    {
        if (_held.Count == _maximumCount)
        {
            return false;
        }

        Entry[] entries = _held.Entries ??= ArrayPool<Entry>.Shared.Rent(MostScanned);
        bool isFull = _held.Count == entries.Length;
        if (isFull)
        {
            Entry[] larger = ArrayPool<Entry>.Shared.Rent(entries.Length * 2);
            entries.CopyTo(larger, 0);
            ArrayPool<Entry>.Shared.Return(entries);
            _held.Entries = entries = larger;
        }

        entry.First = entries[_held.Count].First; // the chain that begins in its place is of other entries
        entries[_held.Count++] = entry;
        if (isFull || _held.Count == MostScanned + 1)
        {
            ChainAll();
        }
        else if (_held.Count > MostScanned)
        {
            Chain(_held.Count - 1);
        }

        return true;
    }

    private void ChainAll()
    {
        foreach (ref Entry entry in _held.Entries.AsSpan())
        {
            entry.First = 0;
        }

        for (int i = 0; i < _held.Count; i++)
        {
            Chain(i);
        }
    }

    private void Chain(int index)
    {
        ref Entry entry = ref _held.Entries![index];
        ref int first = ref _held.Entries![PlaceOf(NameOf(entry))].First;
        entry.Next = first;
        first = index + 1;
    }

    private int Scan(ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < _held.Count; i++)
        {
            if (NameOf(_held.Entries![i]).SequenceEqual(name))
            {
                return i;
            }
        }

        return -1;
    }

    private int FindByHash(ReadOnlySpan<byte> name)
    {
        int at = _held.Entries![PlaceOf(name)].First - 1;
        while (at >= 0 && !NameOf(_held.Entries![at]).SequenceEqual(name))
        {
            at = _held.Entries![at].Next - 1;
        }

        return at;
    }

    // By the hash of strings, two bytes taken for a character and the one that is left over apart: it has a secret, and
    // nobody who does not know that can choose names that are all of one chain.
    private int PlaceOf(ReadOnlySpan<byte> name)
    {
        int hash = string.GetHashCode(MemoryMarshal.Cast<byte, char>(name));
        hash = name.Length % 2 == 0 ? hash : HashCode.Combine(hash, name[^1]);
        return (int)((uint)hash % (uint)_held.Entries!.Length);
    }

    private bool TryUnescape(ReadOnlySpan<byte> encoded, out int start)
    {
        start = _held.DecodedLength;
        if (!FormEncoding.TryDecode(encoded, _held.Decoded.AsSpan(start), out int written))
        {
            return false;
        }

        _held.DecodedLength += written;
        return true;
    }

    // Decoding never lengthens, so what was received is what has to fit.
    private void ReserveDecoded(int length)
    {
        if (_held.DecodedLength + length <= (_held.Decoded?.Length ?? 0))
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(_held.DecodedLength + length);
        if (_held.Decoded is { } smaller)
        {
            smaller.AsSpan(0, _held.DecodedLength).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(smaller);
        }

        _held.Decoded = larger;
    }

    private ReadOnlySpan<byte> NameOf(Entry entry) => _held.Decoded.AsSpan(entry.NameStart, entry.NameLength);

    private ReadOnlySpan<byte> ValueOf(Entry entry) => _held.Decoded.AsSpan(entry.ValueStart, entry.ValueLength);

    private record struct Entry(int NameStart, int NameLength, int ValueStart, int ValueLength)
    {
        /// <summary>The first entry of the chain that begins in this place, counted from 1; 0 for none.</summary>
        public int First;

        /// <summary>The next entry of the chain that this one is in, counted likewise.</summary>
        public int Next;
    }

    private struct Contents
    {
        public byte[]? Decoded;
        public int DecodedLength;
        public Entry[]? Entries;
        public int Count;
        public int FromQueryString;
    }
}
