using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace StsSim.LoadTests.Measurement;

/// <summary>
/// Watches that no access key is issued twice. Keeps 64 bits a key and stops at a bound, so that memory is bounded
/// too; by chance alone two in a million keys agree once in some thirty million runs.
/// </summary>
internal sealed class IssuedKeys(int capacity = 1_000_000)
{
    private readonly Lock _gate = new();
    private readonly HashSet<long> _seen = [];
    private long _issued;
    private long _compared;

    public void Add(string accessKeyId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(accessKeyId), hash);
        long mark = BinaryPrimitives.ReadInt64LittleEndian(hash);
        lock (_gate)
        {
            _issued++;
            if (_seen.Count < capacity || _seen.Contains(mark))
            {
                _compared++;
                _seen.Add(mark);
            }
        }
    }

    public IssuedKeysFigures Figures()
    {
        lock (_gate)
        {
            return new IssuedKeysFigures(_issued, _compared, _seen.Count);
        }
    }
}

/// <param name="Compared">Keys that were checked; below <paramref name="Issued"/> once the bound was reached.</param>
internal sealed record IssuedKeysFigures(long Issued, long Compared, long Distinct)
{
    public long Duplicates => Compared - Distinct;
}
