namespace StsSim.Iam.Credentials;

/// <summary>Secret access keys: forty characters of base 64, which are thirty random bytes.</summary>
public static class SecretAccessKey
{
    public const int ByteLength = 30;

    public static string Create()
    {
        Span<byte> random = stackalloc byte[ByteLength];
        RandomBytes.Fill(random);
        return Convert.ToBase64String(random);
    }
}
