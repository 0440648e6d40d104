<?php
$curl = curl_init('https://graph.microsoft.com/v1.0/external/connections');
curl_setopt_array($curl, [
    CURLOPT_POSTFIELDS => json_encode(['id' => 'contosohr', 'name' => 'Contoso HR']),
    CURLOPT_HTTPHEADER => ['Content-Type: application/json', 'Authorization: Bearer opaque'],
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_TIMEOUT => 60,
]);
if (curl_exec($curl) === false) fwrite(STDERR, curl_error($curl) . "\n");
echo curl_getinfo($curl, CURLINFO_RESPONSE_CODE), "\n";
