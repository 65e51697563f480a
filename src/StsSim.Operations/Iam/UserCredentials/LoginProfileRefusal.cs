using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.UserCredentials;

/// <summary>Users here have no passwords.</summary>
internal static class LoginProfileRefusal
{
    /// <summary>What an operation on the login profile of an existing user hears, or why it may not ask.</summary>
    public static AwsError Of(IamCall call)
    {
        string? name = call.Text("UserName", ParameterRule.NewUserName);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return call.FindUser(name, out AwsError? refusal) is { } user
            ? IamErrors.NoSuchEntity($"Login Profile for User {user.Name} cannot be found.")
            : refusal!;
    }
}
