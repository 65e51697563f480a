using System.Diagnostics;
using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Ruby;

/// <summary>The AWS SDK for Ruby v3, Debian's <c>ruby-aws-sdk-core</c>.</summary>
public sealed class RubyClient : DrivenClient
{
    // Ruby makes its classes of the codes on the wire; those the model names go unused.
    public override (string ErrorType, string Code) Raises(ExpectedRefusal refusal) => (refusal.Code, refusal.Code);

    protected override Task<string?> FindMissingAsync() =>
        MissingUnlessRunsAsync("ruby-aws-sdk-core", "ruby", "-e", "require 'aws-sdk-sts'");

    protected override ProcessStartInfo Program() => ClientEnvironment.Start("ruby", FileBesideTests("Ruby", "sts_client.rb"));
}
