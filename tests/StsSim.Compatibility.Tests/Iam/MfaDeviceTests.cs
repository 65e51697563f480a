using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Iam;

public sealed class MfaDeviceTests(IamSimulator simulator)
{
    private const string InvalidCode = "Authentication code for device is not valid.";
    private const string UnknownDevice =
        "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.";

    private const string WrongCode = "MultiFactorAuthentication failed with invalid MFA one time pass code.";

    private readonly IamAccount _account = simulator.TakeAccount();

    [Fact]
    public async Task A_created_device_has_a_random_seed_and_a_picture_of_it_as_AWS_writes_it()
    {
        MfaDeviceInHand device = await MfaDeviceInHand.CreateAsync(_account, "ann", ("Path", "/team/"));
        MfaDeviceInHand other = await MfaDeviceInHand.CreateAsync(_account, "ben");

        Assert.Equal($"arn:aws:iam::{_account.Id}:mfa/team/ann", device.SerialNumber);
        Assert.Matches("^[A-Z2-7]{64}$", device.Seed);
        Assert.NotEqual(device.Seed, other.Seed);
        Assert.Equal(
            $"otpauth://totp/Amazon%20Web%20Services:ann@{_account.Id}?secret={device.Seed}&issuer=Amazon%20Web%20Services",
            QrCodePicture.Decode(device.QrCode));
    }

    [Fact]
    public async Task A_picture_names_the_account_by_its_alias()
    {
        string alias = $"mfa-{_account.Id}";
        (await _account.CallAsync("CreateAccountAlias", ("AccountAlias", alias))).IsSuccess();

        MfaDeviceInHand device = await MfaDeviceInHand.CreateAsync(_account, "a+b@example.com");

        Assert.Equal(
            $"otpauth://totp/Amazon%20Web%20Services:a%2Bb%40example.com@{alias}?secret={device.Seed}&issuer=Amazon%20Web%20Services",
            QrCodePicture.Decode(device.QrCode));
    }

    [Fact]
    public async Task An_enabled_device_works_with_GetSessionToken_and_no_code_of_it_twice()
    {
        ClientKey key = await _account.CreateUserWithKeyAsync("ann", Allows("*"));
        MfaDeviceInHand device = await MfaDeviceInHand.CreateAsync(_account, "ann");
        long present = MfaDeviceInHand.Present;
        (await device.GetSessionTokenAsync(key, present)).IsRefusal(403, "AccessDenied", UnknownDevice);

        (await device.EnableAsync("ann", present)).IsSuccess();

        (await device.GetSessionTokenAsync(key, present)).IsRefusal(403, "AccessDenied", WrongCode);
        (await device.GetSessionTokenAsync(key, present - 1)).IsRefusal(403, "AccessDenied", WrongCode);
        ClientKey session = (await device.GetSessionTokenAsync(key, present + 1)).Credentials();
        (await device.GetSessionTokenAsync(key, present + 1)).IsRefusal(403, "AccessDenied", WrongCode);
        (await _account.CallAsync(session, "GetUser")).IsSuccess(); // IAM takes such sessions with MFA alone
    }

    [Fact]
    public async Task A_deactivated_device_works_no_more_and_is_free_for_another_user()
    {
        ClientKey key = await _account.CreateUserWithKeyAsync("ann");
        (await _account.CallAsync("CreateUser", ("UserName", "ben"))).IsSuccess();
        MfaDeviceInHand device = await MfaDeviceInHand.CreateAsync(_account, "shared");
        long present = MfaDeviceInHand.Present;
        (await device.EnableAsync("ann", present - 1)).IsSuccess();
        (await device.EnableAsync("ben", present + 1)).IsRefusal(409, "EntityAlreadyExists", "MFA Device is already in use.");
        (await _account.CallAsync("DeleteVirtualMFADevice", ("SerialNumber", device.SerialNumber)))
            .IsRefusal(409, "DeleteConflict", "MFA VirtualDevice in use. Must deactivate first.");
        (await _account.CallAsync("DeactivateMFADevice", ("UserName", "ben"), ("SerialNumber", device.SerialNumber)))
            .IsRefusal(404, "NoSuchEntity", "MFA Device invalid for user.");
        (await _account.CallAsync("DeleteUser", ("UserName", "ann")))
            .IsRefusal(409, "DeleteConflict", "Cannot delete entity, must delete access keys first.");

        (await _account.CallAsync("DeactivateMFADevice", ("UserName", "ann"), ("SerialNumber", device.SerialNumber))).IsSuccess();

        (await device.GetSessionTokenAsync(key, present)).IsRefusal(403, "AccessDenied", UnknownDevice);
        (await device.EnableAsync("ben", present - 1)).IsRefusal(403, "InvalidAuthenticationCode", InvalidCode); // these two were used
        (await device.EnableAsync("ben", present + 1)).IsSuccess();
        Assert.Equal(["ben"], (await _account.CallAsync("ListMFADevices", ("UserName", "ben"))).IsSuccess().Texts("MFADevices/member/UserName"));
    }

    [Fact]
    public async Task Codes_have_to_be_two_one_after_the_other()
    {
        MfaDeviceInHand device = await MfaDeviceInHand.CreateAsync(_account, "admin");
        long present = MfaDeviceInHand.Present;

        foreach ((string first, string second) in new[]
        {
            (device.CodeOf(present), device.CodeOf(present)),
            (device.CodeOf(present), device.CodeOf(present - 1)),
            (device.CodeOf(present - 2), device.CodeOf(present)),
            (device.CodeOf(present - 1001), device.CodeOf(present - 1000)),
        })
        {
            (await _account.CallAsync(
                "EnableMFADevice", ("UserName", "admin"), ("SerialNumber", device.SerialNumber), ("AuthenticationCode1", first), ("AuthenticationCode2", second)))
                .IsRefusal(403, "InvalidAuthenticationCode", InvalidCode);
        }

        (await _account.CallAsync(
            "EnableMFADevice", ("UserName", "admin"), ("SerialNumber", device.SerialNumber), ("AuthenticationCode1", "12345"), ("AuthenticationCode2", "abcdef")))
            .IsRefusal(
                400,
                "ValidationError",
                "2 validation errors detected: Value '12345' at 'authenticationCode1' failed to satisfy constraint: "
                + "Member must have length greater than or equal to 6; "
                + @"Value 'abcdef' at 'authenticationCode2' failed to satisfy constraint: Member must satisfy regular expression pattern: [\d]+");
        (await device.EnableAsync("admin", present)).IsSuccess();
    }

    [Fact]
    public async Task A_device_whose_clock_is_off_is_taken_again_once_it_is_resynchronized()
    {
        const int Ahead = 20;
        ClientKey key = await _account.CreateUserWithKeyAsync("ann", Allows("*"));
        MfaDeviceInHand device = await MfaDeviceInHand.CreateAsync(_account, "ann");
        long present = MfaDeviceInHand.Present;
        (await device.EnableAsync("ann", present)).IsSuccess();
        (await device.GetSessionTokenAsync(key, present + Ahead)).IsRefusal(403, "AccessDenied", WrongCode);

        (await device.ResyncAsync("ann", present + Ahead)).IsSuccess();

        (await device.GetSessionTokenAsync(key, present + Ahead + 1)).IsSuccessOf("GetSessionToken");
        (await device.ResyncAsync("ann", present + Ahead)).IsRefusal(403, "InvalidAuthenticationCode", InvalidCode);
        (await _account.CallAsync("CreateUser", ("UserName", "ben"))).IsSuccess();
        (await device.ResyncAsync("ben", present + Ahead + 3)).IsRefusal(404, "NoSuchEntity", "MFA Device invalid for user.");
    }

    [Fact]
    public async Task A_device_made_anew_under_an_old_name_knows_nothing_of_the_old_codes()
    {
        ClientKey key = await _account.CreateUserWithKeyAsync("ann");
        MfaDeviceInHand old = await MfaDeviceInHand.CreateAsync(_account, "ann");
        long present = MfaDeviceInHand.Present;
        (await old.EnableAsync("ann", present)).IsSuccess();
        (await _account.CallAsync("DeactivateMFADevice", ("UserName", "ann"), ("SerialNumber", old.SerialNumber))).IsSuccess();
        (await _account.CallAsync("CreateVirtualMFADevice", ("VirtualMFADeviceName", "ANN")))
            .IsRefusal(409, "EntityAlreadyExists", "MFADevice entity at the same path and name already exists.");
        (await _account.CallAsync("DeleteVirtualMFADevice", ("SerialNumber", old.SerialNumber))).IsSuccess();
        (await old.EnableAsync("ann", present)).IsRefusal(404, "NoSuchEntity", $"VirtualMFADevice with serial number {old.SerialNumber} doesn't exist.");

        MfaDeviceInHand device = await MfaDeviceInHand.CreateAsync(_account, "ann");

        (await device.EnableAsync("ann", present)).IsSuccess();
        (await device.GetSessionTokenAsync(key, present + 1)).IsSuccessOf("GetSessionToken");
    }

    [Fact]
    public async Task A_role_may_ask_for_a_device_that_IAM_enabled()
    {
        ClientKey key = await _account.CreateUserWithKeyAsync("ann", Allows("sts:AssumeRole"));
        string trust = $$$"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{{_account.Id}}}:root"},
             "Action":"sts:AssumeRole","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"} } }]}
            """;
        string role = (await _account.CallAsync("CreateRole", ("RoleName", "careful"), ("AssumeRolePolicyDocument", trust))).IsSuccess().Text("Role/Arn");
        MfaDeviceInHand device = await MfaDeviceInHand.CreateAsync(_account, "ann");
        long present = MfaDeviceInHand.Present;
        (await device.EnableAsync("ann", present)).IsSuccess();

        WireAnswer without = await _account.CallStsAsync(key, "AssumeRole", ("RoleArn", role), ("RoleSessionName", "s-1"));
        WireAnswer with = await _account.CallStsAsync(
            key, "AssumeRole", ("RoleArn", role), ("RoleSessionName", "s-1"), ("SerialNumber", device.SerialNumber), ("TokenCode", device.CodeOf(present + 1)));

        Assert.Equal((403, "AccessDenied"), (without.Status, without.Code));
        with.IsSuccessOf("AssumeRole");
    }

    [Fact]
    public async Task The_root_user_has_devices_too()
    {
        MfaDeviceInHand device = await MfaDeviceInHand.CreateAsync(_account, "root-account-mfa-device");
        long present = MfaDeviceInHand.Present;

        (await device.EnableAsync("root", present, by: _account.Root)).IsSuccess();

        (await device.GetSessionTokenAsync(_account.Root, present + 1)).IsSuccessOf("GetSessionToken");
        Assert.Equal([device.SerialNumber], (await _account.CallAsync(_account.Root, "ListMFADevices")).IsSuccess().Texts("MFADevices/member/SerialNumber"));
        IamAnswer listed = (await _account.CallAsync("ListVirtualMFADevices")).IsSuccess();
        Assert.Equal([$"arn:aws:iam::{_account.Id}:root"], listed.Texts("VirtualMFADevices/member/User/Arn"));
        (await _account.CallAsync(_account.Root, "DeactivateMFADevice", ("SerialNumber", device.SerialNumber))).IsSuccess();
        (await device.GetSessionTokenAsync(_account.Root, present)).IsRefusal(403, "AccessDenied", UnknownDevice);
        (await device.EnableAsync("root", present + 1)).IsRefusal(404, "NoSuchEntity", "The user with name root cannot be found.");
    }

    [Fact]
    public async Task Devices_are_listed_by_whose_they_are_and_never_with_their_seed()
    {
        MfaDeviceInHand used = await MfaDeviceInHand.CreateAsync(_account, "b-used", ("Tags.member.1.Key", "k"), ("Tags.member.1.Value", "v"));
        MfaDeviceInHand free = await MfaDeviceInHand.CreateAsync(_account, "a-free");
        (await used.EnableAsync("admin", MfaDeviceInHand.Present)).IsSuccess();

        IamAnswer all = (await _account.CallAsync("ListVirtualMFADevices")).IsSuccess();
        IamAnswer assigned = (await _account.CallAsync("ListVirtualMFADevices", ("AssignmentStatus", "Assigned"))).IsSuccess();
        IamAnswer unassigned = (await _account.CallAsync("ListVirtualMFADevices", ("AssignmentStatus", "Unassigned"))).IsSuccess();
        IamAnswer page = (await _account.CallAsync("ListVirtualMFADevices", ("AssignmentStatus", "Any"), ("MaxItems", "1"))).IsSuccess();
        IamAnswer rest = (await _account.CallAsync("ListVirtualMFADevices", ("Marker", page.Text("Marker")))).IsSuccess();
        IamAnswer got = (await _account.CallAsync("GetMFADevice", ("SerialNumber", used.SerialNumber), ("UserName", "admin"))).IsSuccess();

        Assert.Equal([free.SerialNumber, used.SerialNumber], all.Texts("VirtualMFADevices/member/SerialNumber"));
        Assert.Equal([used.SerialNumber], assigned.Texts("VirtualMFADevices/member/SerialNumber"));
        Assert.Equal(["admin"], assigned.Texts("VirtualMFADevices/member/User/UserName"));
        Assert.True(assigned.Has("VirtualMFADevices/member/EnableDate"));
        Assert.Equal([free.SerialNumber], unassigned.Texts("VirtualMFADevices/member/SerialNumber"));
        Assert.False(unassigned.Has("VirtualMFADevices/member/EnableDate") || unassigned.Has("VirtualMFADevices/member/User"));
        Assert.Equal([free.SerialNumber], page.Texts("VirtualMFADevices/member/SerialNumber"));
        Assert.Equal([used.SerialNumber], rest.Texts("VirtualMFADevices/member/SerialNumber"));
        Assert.Equal(("admin", used.SerialNumber), (got.Text("UserName"), got.Text("SerialNumber")));
        Assert.All([all, assigned, unassigned, got], answer =>
        {
            Assert.DoesNotContain(used.Seed, answer.Wire.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("Seed", answer.Wire.Body, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_user_has_eight_devices_at_most()
    {
        for (int i = 0; i < 9; i++)
        {
            MfaDeviceInHand device = await MfaDeviceInHand.CreateAsync(_account, $"device-{i}");
            IamAnswer answer = await device.EnableAsync("admin", MfaDeviceInHand.Present);
            if (i < 8)
            {
                answer.IsSuccess();
            }
            else
            {
                answer.IsRefusal(409, "LimitExceeded", "Cannot exceed quota for MFADevicesPerUser: 8");
            }
        }

        Assert.Equal(8, (await _account.CallAsync("ListMFADevices")).IsSuccess().Texts("MFADevices/member/SerialNumber").Length);
    }

    [Fact]
    public async Task Tags_stay_with_a_device_that_is_enabled()
    {
        MfaDeviceInHand device = await MfaDeviceInHand.CreateAsync(_account, "admin", ("Tags.member.1.Key", "a"), ("Tags.member.1.Value", "1"));
        (await device.EnableAsync("admin", MfaDeviceInHand.Present)).IsSuccess();

        (await CallAsync("TagMFADevice", device, ("Tags.member.1.Key", "b"), ("Tags.member.1.Value", "2"))).IsSuccess();
        Assert.Equal(["a", "b"], (await CallAsync("ListMFADeviceTags", device)).IsSuccess().Texts("Tags/member/Key"));
        (await CallAsync("UntagMFADevice", device, ("TagKeys.member.1", "a"))).IsSuccess();

        Assert.Equal(["b"], (await CallAsync("ListMFADeviceTags", device)).Texts("Tags/member/Key"));
        Assert.Equal([device.SerialNumber], (await _account.CallAsync("ListMFADevices")).Texts("MFADevices/member/SerialNumber"));
    }

    [Fact]
    public async Task Many_devices_enabled_at_once_are_all_enabled()
    {
        string[] users = [.. Enumerable.Range(0, 8).Select(i => $"user-{i}")];
        MfaDeviceInHand[] devices = await Task.WhenAll(users.Select(async user =>
        {
            (await _account.CallAsync("CreateUser", ("UserName", user))).IsSuccess();
            return await MfaDeviceInHand.CreateAsync(_account, user);
        }));

        // Whoever was not the fastest is planned anew; its codes are then its own, and not used up.
        IamAnswer[] enabled = await Task.WhenAll(users.Zip(devices, (user, device) => device.EnableAsync(user, MfaDeviceInHand.Present)));

        Assert.All(enabled, answer => answer.IsSuccess());
    }

    private static string Allows(string action) => $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"*"}]}""";

    private Task<IamAnswer> CallAsync(string action, MfaDeviceInHand device, params (string Name, string Value)[] parameters) =>
        _account.CallAsync(action, [("SerialNumber", device.SerialNumber), .. parameters]);
}
