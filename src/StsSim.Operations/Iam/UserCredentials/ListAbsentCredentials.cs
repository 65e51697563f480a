using System.Text;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.UserCredentials;

/// <summary>A list of credentials of a kind that no user here can have. Terraform asks before it deletes a user by force.</summary>
/// <param name="list">The list in the answer, e.g. <c>SSHPublicKeys</c>.</param>
public abstract class ListAbsentCredentials(string name, string list, ParameterRule userNameRule, IamServices services)
    : IamOperation(name, services)
{
    private readonly byte[] _list = Encoding.UTF8.GetBytes(list);

    protected sealed override IamOutcome Plan(IamCall call)
    {
        string? userName = call.Text("UserName", userNameRule);
        IamPage<string> page = call.Page<string>([], credential => credential);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return call.FindUser(userName, out AwsError? refusal) is null
            ? refusal!
            : IamOutcome.Answered(result => page.WriteTexts(result, _list, credential => credential));
    }
}
