using System.Diagnostics;
using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Ruby;

/// <summary>Version 1 of the AWS SDK for Ruby, Debian's <c>ruby-aws-sdk</c>, of 2016. It speaks to STS over TLS only.</summary>
public sealed class RubyVersion1Client : DrivenClient
{
    public override (string ErrorType, string Code) Raises(ExpectedRefusal refusal) => (refusal.Code, refusal.Code);

    protected override Task<string?> FindMissingAsync() =>
        MissingUnlessRunsAsync("ruby-aws-sdk", "ruby", "-e", "require 'aws-sdk-v1'");

    protected override ProcessStartInfo Program() => ClientEnvironment.Start("ruby", FileBesideTests("Ruby", "sts_client_v1.rb"));
}
