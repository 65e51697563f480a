using System.Buffers.Binary;
using System.IO.Compression;

namespace StsSim.Compatibility.Tests.Iam;

/// <summary>The modules of a QR code, read off its PNG.</summary>
public static class QrCodePicture
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <param name="png">Black and white, a bit a pixel, rows unfiltered.</param>
    /// <param name="side">Modules in a row, quiet zone included.</param>
    /// <returns>Row by row; <see langword="true"/> is dark.</returns>
    public static bool[][] Read(byte[] png, int side)
    {
        Assert.Equal(Signature, png[..8]);
        int width = 0;
        using var compressed = new MemoryStream();
        for (int at = 8; at < png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            ReadOnlySpan<byte> kind = png.AsSpan(at + 4, 4);
            ReadOnlySpan<byte> data = png.AsSpan(at + 8, length);
            if (kind.SequenceEqual("IHDR"u8))
            {
                width = BinaryPrimitives.ReadInt32BigEndian(data);
                Assert.Equal(width, BinaryPrimitives.ReadInt32BigEndian(data[4..]));
                Assert.Equal([1, 0, 0, 0, 0], data[8..].ToArray()); // a bit a pixel, grey, not interlaced
            }
            else if (kind.SequenceEqual("IDAT"u8))
            {
                compressed.Write(data);
            }

            at += length + 12;
        }

        Assert.Equal(0, width % side);
        compressed.Position = 0;
        using var decompressed = new ZLibStream(compressed, CompressionMode.Decompress);
        using var pixels = new MemoryStream();
        decompressed.CopyTo(pixels);
        byte[] rows = pixels.ToArray();
        int stride = 1 + ((width + 7) / 8);
        int scale = width / side;
        return [.. Enumerable.Range(0, side).Select(y => Enumerable.Range(0, side).Select(x => IsDark(x * scale, y * scale)).ToArray())];

        bool IsDark(int x, int y)
        {
            Assert.Equal(0, rows[y * stride]);
            return (rows[(y * stride) + 1 + (x / 8)] >> (7 - (x % 8)) & 1) == 0;
        }
    }
}
