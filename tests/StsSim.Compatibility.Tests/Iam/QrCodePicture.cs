using System.Buffers.Binary;
using System.IO.Compression;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace StsSim.Compatibility.Tests.Iam;

/// <summary>Reads a QR code off its PNG, as the app of a phone does.</summary>
public static class QrCodePicture
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <param name="png">Black and white, a bit a pixel, rows unfiltered.</param>
    public static string Decode(byte[] png)
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

        compressed.Position = 0;
        using var decompressed = new ZLibStream(compressed, CompressionMode.Decompress);
        using var pixels = new MemoryStream();
        decompressed.CopyTo(pixels);
        var picture = new RGBLuminanceSource(Luminance(pixels.ToArray(), width), width, width, RGBLuminanceSource.BitmapFormat.Gray8);
        return Assert.IsType<Result>(new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(picture)))).Text;
    }

    private static byte[] Luminance(byte[] rows, int width)
    {
        int stride = 1 + ((width + 7) / 8);
        byte[] luminance = new byte[width * width];
        for (int y = 0; y < width; y++)
        {
            Assert.Equal(0, rows[y * stride]); // unfiltered
            for (int x = 0; x < width; x++)
            {
                bool isLight = ((rows[(y * stride) + 1 + (x / 8)] >> (7 - (x % 8))) & 1) == 1;
                luminance[(y * width) + x] = isLight ? byte.MaxValue : byte.MinValue;
            }
        }

        return luminance;
    }
}
