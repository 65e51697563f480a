using StsSim.Iam.Policies;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam;

/// <summary>The refusals of IAM. Codes and statuses are the service model's; sentences are those that AWS was seen to send.</summary>
public static class IamErrors
{
    public static readonly AwsError MalformedInput = new(400, "MalformedInput", null);

    public static readonly AwsError InvalidMarker = Validation("Invalid Marker.");

    public static readonly AwsError UnparsableArn = Validation("Invalid ARN:  Could not be parsed!");

    public static readonly AwsError MustSpecifyUserName = Validation("Must specify userName when calling with non-User credentials");

    public static readonly AwsError DuplicateTagKeys = InvalidInput("Duplicate tag keys found. Please note that Tag keys are case insensitive.");

    public static readonly AwsError ReservedTagKey = InvalidInput("Tag keys beginning with 'aws:' are reserved for AWS use.");

    public static readonly AwsError MustDetachPolicies = DeleteConflict("Cannot delete entity, must detach all policies first.");

    public static readonly AwsError MustDeletePolicies = DeleteConflict("Cannot delete entity, must delete policies first.");

    public static readonly AwsError MustDeleteAccessKeys = DeleteConflict("Cannot delete entity, must delete access keys first.");

    public static readonly AwsError MustRemoveUsersFromGroup = DeleteConflict("Cannot delete entity, must remove users from group first.");

    public static readonly AwsError MustDeactivateMfaDevice = DeleteConflict("Cannot delete entity, must delete MFA device first.");

    public static readonly AwsError PolicyIsAttached = DeleteConflict("Cannot delete a policy attached to entities.");

    public static readonly AwsError PolicyHasVersions = DeleteConflict(
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. "
        + "The default version is deleted with the policy.");

    public static readonly AwsError DefaultPolicyVersion = DeleteConflict("Cannot delete the default version of a policy.");

    public static readonly AwsError TooManyPolicyVersions = LimitExceeded(
        "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.");

    public static readonly AwsError InvalidResourceType = Validation("Invalid resource type in ARN");

    public static readonly AwsError InvalidOidcProviderUrl = Validation("Invalid Open ID Connect Provider URL");

    public static readonly AwsError NoOidcProviderUrl = InvalidInput("Invalid Open ID Connect Provider URL.");

    public static readonly AwsError OidcProviderUrlNeedsHttps = InvalidInput("Invalid Open ID Connect Provider URL. The URL must begin with https://.");

    public static readonly AwsError TooManyThumbprints = InvalidInput("Thumbprint list must contain fewer than 5 entries."); // and yet takes five

    public static readonly AwsError ThumbprintLength = InvalidInput("Thumbprint must be exactly 40 characters.");

    public static readonly AwsError TooManyClientIds = QuotaExceeded("ClientIdsPerOpenIdConnectProvider", IamLimits.ClientIdsPerOidcProvider);

    public static readonly AwsError EncryptionNeedsPrivateKey = InvalidInput(
        "Unable to set assertion encryption mode to Required because no private key is provided.");

    public static readonly AwsError AddsAndRemovesPrivateKey = InvalidInput(
        "Unable to add and remove private keys in the same request. Set a value for only one of the two parameters.");

    public static readonly AwsError NoSuchPrivateKey = InvalidInput(
        "Failed to remove private key because the Key ID does not match a private key.");

    public static readonly AwsError NothingToUpdate = InvalidInput(
        "Unable to update identity provider. No updates are defined for metadata or encryption assertion.");

    /// <summary>The simulator's own: it takes no encrypted assertions.</summary>
    public static readonly AwsError NoEncryptedAssertions = InvalidInput("Encrypted SAML assertions are not supported.");

    public static readonly AwsError MfaDeviceInUse = EntityAlreadyExists("MFA Device is already in use.");

    public static readonly AwsError NotTheUsersMfaDevice = NoSuchEntity("MFA Device invalid for user.");

    public static readonly AwsError MustDeactivateFirst = DeleteConflict("MFA VirtualDevice in use. Must deactivate first.");

    public static readonly AwsError InvalidAuthenticationCode = new(403, "InvalidAuthenticationCode", "Authentication code for device is not valid.");

    public static readonly AwsError FeatureEnabled = new(
        409, "FeatureEnabled", "Outbound identity federation is already enabled for your Amazon Web Services account.");

    public static readonly AwsError FeatureDisabled = new(
        404, "FeatureDisabled", "Outbound identity federation is disabled for your Amazon Web Services account.");

    public static AwsError Validation(string message) => new(400, "ValidationError", message);

    public static AwsError InvalidInput(string message) => new(400, "InvalidInput", message);

    public static AwsError NoSuchEntity(string message) => new(404, "NoSuchEntity", message);

    public static AwsError EntityAlreadyExists(string message) => new(409, "EntityAlreadyExists", message);

    public static AwsError DeleteConflict(string message) => new(409, "DeleteConflict", message);

    public static AwsError LimitExceeded(string message) => new(409, "LimitExceeded", message);

    /// <param name="quota">e.g. <c>AccessKeysPerUser</c>.</param>
    public static AwsError QuotaExceeded(string quota, int limit) => LimitExceeded($"Cannot exceed quota for {quota}: {limit}");

    public static AwsError MalformedPolicy(string message) => new(400, "MalformedPolicyDocument", message);

    public static AwsError NoSuchUser(string name) => NoSuchEntity($"The user with name {name} cannot be found.");

    public static AwsError NoSuchGroup(string name) => NoSuchEntity($"The group with name {name} cannot be found.");

    public static AwsError NoSuchRole(string name) => NoSuchEntity($"The role with name {name} cannot be found.");

    public static AwsError NoSuchAccessKey(string id) => NoSuchEntity($"The Access Key with id {id} cannot be found.");

    /// <param name="kind"><c>user</c>, <c>group</c> or <c>role</c>.</param>
    public static AwsError NoSuchInlinePolicy(string kind, string name) => NoSuchEntity($"The {kind} policy with name {name} cannot be found.");

    public static AwsError NoSuchPolicy(string arn) => NoSuchEntity($"Policy {arn} was not found.");

    public static AwsError PolicyExists(string name) =>
        EntityAlreadyExists($"A policy called {name} already exists. Duplicate names are not allowed.");

    public static AwsError NotAttachable(string arn) => NoSuchEntity($"Policy {arn} does not exist or is not attachable.");

    public static AwsError NoSuchPolicyVersion(string arn, string version) =>
        NoSuchEntity($"Policy {arn} version {version} does not exist or is not attachable.");

    public static AwsError NoSuchBoundary(string arn) => NoSuchEntity($"Scope ARN: {arn} does not exist or is not attachable.");

    public static AwsError NoBoundary(string kind, string name) => NoSuchEntity($"There is no permissions boundary set on {kind} {name}.");

    public static AwsError NoSuchVirtualMfaDevice(string serialNumber) =>
        NoSuchEntity($"VirtualMFADevice with serial number {serialNumber} doesn't exist.");

    public static AwsError NoSuchOidcProvider(string arn) => NoSuchEntity($"OpenIDConnect Provider not found for arn {arn}");

    public static AwsError NoSuchSamlProvider(string arn) => NoSuchEntity($"Manifest not found for arn {arn}");

    /// <param name="kind"><c>AWS</c>, <c>SERVICE</c> or <c>FEDERATED</c>.</param>
    public static AwsError InvalidPrincipal(string kind, string principal) => MalformedPolicy($"Invalid principal in policy: \"{kind}\":\"{principal}\"");

    /// <summary>What IAM says of a trust policy that its grammar refuses.</summary>
    public static AwsError FromTrustPolicy(PolicyFault fault) => fault switch
    {
        { IsJson: false } => MalformedPolicy("This policy contains invalid Json"),
        { IsMissing: true } => MalformedPolicy($"Missing required field {fault.Element}"),
        { Principal: { } principal } => InvalidPrincipal(fault.Element.ToUpperInvariant(), principal),
        { Element: "Resource" } => MalformedPolicy("Has prohibited field Resource"),
        { Element: "NotResource" } => MalformedPolicy("AssumeRole policy must not contain resources."),
        _ => MalformedPolicy("Syntax errors in policy."),
    };

    public static AwsError InvalidArn(string arn) => Validation($"Invalid ARN: {arn}");

    public static AwsError OpenIdIdpCommunicationError(string url) => new(400, "OpenIdIdpCommunicationError", $"Could not connect to {url}");

    public static AwsError UnreadableMetadata(string fault) => InvalidInput($"Could not parse metadata: {fault}");
}
