using System.Buffers.Binary;
using System.Text;

namespace StsSim.Compatibility.Tests.Telemetry;

/// <summary>A message in the wire format of Protocol Buffers, read by field number.</summary>
internal sealed class ProtobufMessage
{
    private readonly List<(int Field, ulong Number, byte[] Bytes)> _fields = [];

    public ProtobufMessage(ReadOnlySpan<byte> wire)
    {
        while (!wire.IsEmpty)
        {
            ulong tag = ReadVarint(ref wire);
            int field = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    _fields.Add((field, ReadVarint(ref wire), []));
                    break;
                case 1:
                    _fields.Add((field, BinaryPrimitives.ReadUInt64LittleEndian(wire), []));
                    wire = wire[8..];
                    break;
                case 2:
                    int length = (int)ReadVarint(ref wire);
                    _fields.Add((field, 0, wire[..length].ToArray()));
                    wire = wire[length..];
                    break;
                case 5:
                    _fields.Add((field, BinaryPrimitives.ReadUInt32LittleEndian(wire), []));
                    wire = wire[4..];
                    break;
                default:
                    throw new InvalidDataException($"No wire type: {tag & 7}.");
            }
        }
    }

    public IEnumerable<ProtobufMessage> Messages(int field) => _fields.Where(found => found.Field == field).Select(found => new ProtobufMessage(found.Bytes));

    /// <summary>The text of a field, or <see langword="null"/>.</summary>
    public string? Text(int field) => Find(field) is { } found ? Encoding.UTF8.GetString(found) : null;

    /// <summary>The bytes of a field in lower-case hexadecimal; empty where it is not there.</summary>
    public string Hex(int field) => Convert.ToHexStringLower(Find(field) ?? []);

    public ulong? Number(int field)
    {
        foreach ((int Field, ulong Number, byte[]) found in _fields)
        {
            if (found.Field == field)
            {
                return found.Number;
            }
        }

        return null;
    }

    private byte[]? Find(int field)
    {
        foreach ((int Field, ulong, byte[] Bytes) found in _fields)
        {
            if (found.Field == field)
            {
                return found.Bytes;
            }
        }

        return null;
    }

    private static ulong ReadVarint(ref ReadOnlySpan<byte> wire)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = wire[0];
            wire = wire[1..];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
