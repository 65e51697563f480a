namespace StsSim.Operations.Tests.Observation;

/// <summary>What SDKs were seen to send as their <c>User-Agent</c>.</summary>
internal static class UserAgents
{
    public const string Boto3 =
        "Boto3/1.43.11 md/Botocore#1.43.11 ua/2.1 os/linux#6.1 md/arch#x86_64 lang/python#3.11.7 md/pyimpl#CPython m/b,e,Z,N,D cfg/retry-mode#legacy Botocore/1.43.11";

    public const string Boto3Adaptive =
        "Boto3/1.43.11 md/Botocore#1.43.11 ua/2.1 os/linux#6.1 md/arch#x86_64 lang/python#3.11.7 md/pyimpl#CPython m/b,F,e cfg/retry-mode#adaptive app/billing Botocore/1.43.11";

    public const string AwsCli =
        "aws-cli/1.45.11 md/Botocore#1.43.11 ua/2.1 os/linux#6.1 md/arch#x86_64 lang/python#3.11.7 md/pyimpl#CPython m/e,b,D cfg/retry-mode#legacy botocore/1.43.11";

    public const string JavaScript =
        "aws-sdk-js/3.1168.0 ua/2.1 os/linux#6.1 lang/js md/nodejs#20.20.2 api/sts#3.1168.0 m/N,E,e";

    public const string DotNet =
        "aws-sdk-dotnet-coreclr/4.0.101.10 ua/2.1 os/linux#6.1 md/ARCH#X64 lang/.NET_Core#10.0.12 md/aws-sdk-dotnet-core#4.0.102.19 api/STS#4.0.101.10 md/ClientAsync cfg/init-coll#0 m/b,P,e,N,E";

    public const string Go =
        "aws-sdk-go-v2/1.32.5 ua/2.1 os/macos lang/go#1.22.0 md/GOOS#darwin md/GOARCH#arm64 api/s3#1.69.0 m/E";

    public const string GoOfOld =
        "aws-sdk-go-v2/1.30.0 m/E os/macos lang/go#1.22.0 md/GOOS#darwin md/GOARCH#arm64 api/s3#1.58.0";
}
