namespace StsSim.Protocol;

/// <summary>
/// Something made for one request that serves others after it. What a request leaves behind would be told to the next one,
/// so all of it stands where a single assignment forgets it; a test fills every field and looks.
/// </summary>
public interface IReusable
{
    /// <summary>Forgets everything: afterwards it is as it was when it was made.</summary>
    void Reset();
}
