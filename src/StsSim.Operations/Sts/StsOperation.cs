namespace StsSim.Operations.Sts;

/// <summary>One operation of the service model of STS, API version 2011-06-15.</summary>
public abstract class StsOperation(string name) : AwsOperation(name)
{
    public const string ApiVersion = "2011-06-15";

    public const string Namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

    public sealed override string Service => "sts";

    /// <summary>Whether it issues temporary credentials.</summary>
    public virtual bool IssuesSessions => false;
}
