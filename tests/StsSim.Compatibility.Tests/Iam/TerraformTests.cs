using System.Diagnostics;
using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Iam;

/// <summary>
/// Terraform with the AWS provider as it is: what it built it finds again without a difference, and takes down. The
/// provider comes from Terraform/plugins, where install-clients puts it, or from the folder that
/// <c>STSSIM_TERRAFORM_PLUGINS</c> names; nothing is downloaded.
/// </summary>
public sealed class TerraformTests(IamSimulator simulator)
{
    private readonly IamAccount _account = simulator.TakeAccount();

    [Fact]
    public async Task What_is_applied_is_found_as_planned_changed_in_place_and_destroyed()
    {
        string plugins = Environment.GetEnvironmentVariable("STSSIM_TERRAFORM_PLUGINS") ?? ProjectFolder.Of("Terraform/plugins");
        Assert.SkipUnless(Directory.Exists(plugins), "Terraform's AWS provider is not there; tests/StsSim.Compatibility.Tests/install-clients gets it.");
        string folder = Directory.CreateTempSubdirectory("stssim-terraform-").FullName;
        try
        {
            File.Copy(ProjectFolder.Of("Terraform/main.tf"), Path.Combine(folder, "main.tf"));
            await TerraformAsync(folder, "init", $"-plugin-dir={plugins}");

            await TerraformAsync(folder, "apply", "-auto-approve", "-var=user_name=ann");
            await TerraformAsync(folder, "plan", "-detailed-exitcode", "-var=user_name=ann");
            Assert.Equal(["chained", "role"], (await _account.CallAsync("ListRoles")).Texts("Roles/member/RoleName"));

            // The user is renamed, and the role's trust follows it.
            await TerraformAsync(folder, "apply", "-auto-approve", "-var=user_name=ben");
            await TerraformAsync(folder, "plan", "-detailed-exitcode", "-var=user_name=ben");
            Assert.Equal(["admin", "ben"], (await _account.CallAsync("ListUsers")).Texts("Users/member/UserName"));

            await TerraformAsync(folder, "destroy", "-auto-approve", "-var=user_name=ben");
            Assert.Empty((await _account.CallAsync("ListRoles")).Texts("Roles/member/RoleName"));
            Assert.Equal(["admin"], (await _account.CallAsync("ListUsers")).Texts("Users/member/UserName"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // A plan with differences ends with 2.
    private async Task TerraformAsync(string folder, string command, params string[] arguments)
    {
        ProcessStartInfo start = ClientEnvironment.Start("terraform", [command, "-no-color", "-input=false", .. arguments]);
        start.WorkingDirectory = folder;
        start.Environment["AWS_ACCESS_KEY_ID"] = _account.Admin.AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = _account.Admin.SecretAccessKey;
        start.Environment["AWS_ENDPOINT_URL"] = simulator.Endpoint.ToString().TrimEnd('/');
        start.Environment["CHECKPOINT_DISABLE"] = "1";
        ProgramOutcome? outcome = await InstalledProgram.TryRunAsync(start);
        Assert.SkipWhen(outcome is null, "terraform is not installed.");
        Assert.True(outcome!.ExitCode == 0, $"terraform {command}: {outcome.Output}{outcome.Error}");
    }
}
