using StsSim.Operations.Authorization;
using StsSim.Operations.Parameters;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Sts;

/// <summary>Says why a request was denied: decodes the message that came with the refusal. Needs <c>sts:DecodeAuthorizationMessage</c>.</summary>
public sealed class DecodeAuthorizationMessage(Authorizer authorizer, AuthorizationMessages messages)
    : StsOperation("DecodeAuthorizationMessage")
{
    private const string Action = "sts:DecodeAuthorizationMessage";

    public override ValueTask<AwsError?> ExecuteAsync(AwsCall call, ResultWriter result) => new(Execute(call, result));

    private AwsError? Execute(AwsCall call, ResultWriter result)
    {
        string? encoded = call.Parameters.Find("EncodedMessage"u8);
        var constraints = new ParameterConstraints(call.Limits);
        constraints.Text("encodedMessage", encoded, required: true, 1, 10_240, ParameterPattern.Any);
        AwsError? refusal = constraints.ToError() ?? SessionLimits.Check(call, Action, "*") ?? authorizer.Authorize(call, Action, "*");
        if (refusal is not null)
        {
            return refusal;
        }

        if (messages.Decode(encoded!) is not { } decoded)
        {
            return StsErrors.InvalidAuthorizationMessage;
        }

        result.Member("DecodedMessage"u8, decoded);
        return null;
    }
}
