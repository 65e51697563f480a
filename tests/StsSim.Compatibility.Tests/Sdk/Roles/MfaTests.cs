using System.Globalization;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Iam.Credentials;

namespace StsSim.Compatibility.Tests.Sdk.Roles;

/// <summary>One-time codes of a real TOTP device, under a clock that the test winds: every code works once.</summary>
public sealed class MfaTests(MfaSimulator simulator) : IClassFixture<MfaSimulator>
{
    private const string WrongCode = "MultiFactorAuthentication failed with invalid MFA one time pass code.";

    private const string UnknownDevice =
        "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.";

    private const string Incomplete = "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.";

    [Fact]
    public async Task A_code_lets_into_a_role_that_asks_for_MFA_and_works_once()
    {
        string code = NextCode();

        (await AssumeAsync(RolesWorld.Mia, "with-mfa", code)).IsSuccessOf("AssumeRole");
        (await AssumeAsync(RolesWorld.Mia, "with-mfa", code)).IsRefusal(403, "AccessDenied", WrongCode);
        (await SessionTokenAsync(code)).IsRefusal(403, "AccessDenied", WrongCode); // used up for every operation

        (await AssumeAsync(RolesWorld.Mia, "with-mfa", NextCode())).IsSuccessOf("AssumeRole");
        (await AssumeAsync(RolesWorld.Mia, "with-mfa")).IsRefusal(
            403, "AccessDenied", $"User: arn:aws:iam::123456789012:user/mia is not authorized to perform: sts:AssumeRole on resource: {RolesWorld.RoleArn("with-mfa")}");
    }

    [Fact]
    public async Task A_session_taken_with_a_code_carries_it_and_a_role_session_does_not()
    {
        ClientKey with = (await SessionTokenAsync(NextCode())).Credentials();
        ClientKey without = (await simulator.CallAsync(RolesWorld.Mia, "GetSessionToken")).Credentials();

        (await AssumeAsync(with, "with-mfa")).IsSuccessOf("AssumeRole");
        (await AssumeAsync(with, "with-fresh-mfa")).IsSuccessOf("AssumeRole");
        Assert.Equal("AccessDenied", (await AssumeAsync(without, "with-mfa")).Code);
        Assert.Equal("AccessDenied", (await AssumeAsync(without, "with-mfa-if-known")).Code); // known, and false
        (await AssumeAsync(RolesWorld.Mia, "with-mfa-if-known")).IsSuccessOf("AssumeRole"); // a long-term key: not known

        simulator.Clock.Advance(TimeSpan.FromSeconds(3601));
        (await AssumeAsync(with, "with-mfa")).IsSuccessOf("AssumeRole");
        Assert.Equal("AccessDenied", (await AssumeAsync(with, "with-fresh-mfa")).Code);

        ClientKey role = (await AssumeAsync(RolesWorld.Mia, "itself", NextCode())).Credentials();
        Assert.Equal("AccessDenied", (await AssumeAsync(role, "with-mfa")).Code);
    }

    [Fact]
    public async Task A_hardware_device_has_a_serial_number_of_its_own_form()
    {
        Assert.True(MfaSeed.TryDecode("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", out byte[] seed));
        simulator.Clock.Advance(TimeSpan.FromSeconds(90));
        string code = Totp.Code(seed, Totp.StepOf(simulator.Now)).ToString("D6", CultureInfo.InvariantCulture);

        (await simulator.CallAsync(RolesWorld.Mia, "GetSessionToken", $"SerialNumber={RolesWorld.HardwareSerial}&TokenCode={code}"))
            .IsSuccessOf("GetSessionToken");
    }

    [Theory]
    [InlineData("SerialNumber=GAHT12345678", Incomplete)]
    [InlineData("TokenCode=123456", Incomplete)]
    [InlineData("SerialNumber=GAHT00000000&TokenCode=123456", UnknownDevice)]
    [InlineData("SerialNumber=arn:aws:iam::123456789012:mfa/somebody&TokenCode=123456", UnknownDevice)]
    public async Task What_is_wrong_is_told_alike_by_both_operations(string parameters, string message)
    {
        (await simulator.CallAsync(RolesWorld.Mia, "GetSessionToken", parameters)).IsRefusal(403, "AccessDenied", message);
        (await simulator.CallAsync(RolesWorld.Mia, "AssumeRole", $"RoleArn={RolesWorld.RoleArn("with-mfa")}&RoleSessionName=session&{parameters}"))
            .IsRefusal(403, "AccessDenied", message);
    }

    [Fact]
    public async Task A_device_is_its_users_alone_and_no_sessions()
    {
        string parameters = $"SerialNumber={RolesWorld.MfaSerial}&TokenCode={NextCode()}";

        (await simulator.CallAsync(RolesWorld.Alice, "GetSessionToken", parameters)).IsRefusal(403, "AccessDenied", UnknownDevice);
        ClientKey session = (await simulator.CallAsync(RolesWorld.Mia, "GetSessionToken")).Credentials();
        (await simulator.CallAsync(session, "AssumeRole", $"RoleArn={RolesWorld.RoleArn("with-mfa")}&RoleSessionName=session&{parameters}"))
            .IsRefusal(403, "AccessDenied", UnknownDevice);
    }

    [Fact]
    public async Task A_code_of_a_minute_ago_is_wrong()
    {
        string code = NextCode();
        simulator.Clock.Advance(TimeSpan.FromSeconds(60));

        (await SessionTokenAsync(code)).IsRefusal(403, "AccessDenied", WrongCode);
    }

    // Codes of neighbouring steps are accepted, so each test takes one that nobody can have used.
    private string NextCode()
    {
        Assert.True(MfaSeed.TryDecode(RolesWorld.MfaSeed, out byte[] seed));
        simulator.Clock.Advance(TimeSpan.FromSeconds(90));
        return Totp.Code(seed, Totp.StepOf(simulator.Now)).ToString("D6", CultureInfo.InvariantCulture);
    }

    private Task<WireAnswer> SessionTokenAsync(string code) =>
        simulator.CallAsync(RolesWorld.Mia, "GetSessionToken", $"SerialNumber={RolesWorld.MfaSerial}&TokenCode={code}");

    private Task<WireAnswer> AssumeAsync(ClientKey key, string role, string? code = null) => simulator.CallAsync(
        key, "AssumeRole", $"RoleArn={RolesWorld.RoleArn(role)}&RoleSessionName=session" + (code is null ? "" : $"&SerialNumber={RolesWorld.MfaSerial}&TokenCode={code}"));
}
